package io.pitwall.lab.bench;

import io.pitwall.lab.bench.process.ServerCommand;
import io.pitwall.lab.bench.process.ServerProcess;
import io.pitwall.model.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a bench works with.
 *
 * @param settings how much is measured
 * @param command how the server is started
 * @param folder folder for data and logs
 * @param clock the machine's
 * @param progress is told what is going on, a line at a time
 */
record BenchContext(
    BenchSettings settings,
    ServerCommand command,
    Path folder,
    Clock clock,
    Consumer<String> progress) {

  /** Starts the server on a data folder, which is made if it is missing. */
  ServerProcess.Started start(Path data) throws IOException, InterruptedException {
    return ServerProcess.start(command, data, folder.resolve("server.log"), clock);
  }

  /** The same, starting servers with more variables in their environment. */
  BenchContext with(Map<String, String> environment) {
    return new BenchContext(settings, command.with(environment), folder, clock, progress);
  }

  /** A data folder; with that name it is found again another time if data is kept. */
  Path data(String name) {
    return folder.resolve(name);
  }

  /** A data folder that is not there yet. */
  Path freshData(String name) throws IOException {
    Path data = data(name);
    Folders.delete(data);
    Files.createDirectories(folder);
    return data;
  }

  void say(String line) {
    progress.accept(line);
  }

  /** Nanoseconds since the epoch. */
  long nowNanos() {
    return clock.nowMicros() * 1_000;
  }
}
