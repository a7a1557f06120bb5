package io.pitwall.server.ingest.file;

import io.pitwall.model.time.Clock;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code import}: sends recorded telemetry to a running server. Exits with 0 if everything is
 * stored, 1 if something was refused or could not be read, 2 if the command line is wrong.
 */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Sends recorded telemetry to a running server and ends with exact counts.",
      "Sending the same file twice changes nothing; an interrupted import goes on where it stopped."
    })
public final class ImportCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  private CommandSpec spec;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:7070",
      description = "the server, default ${DEFAULT-VALUE}")
  @SuppressWarnings("NullAway.Init") // has a default
  private URI url;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "access token with ingest scope, default the environment's PITWALL_TOKEN")
  private @Nullable String token;

  @Option(
      names = "--shift-to-now",
      description = "move all times so that the newest one is now (reads the files twice)")
  private boolean shiftToNow;

  @Option(
      names = "--speed",
      paramLabel = "N",
      description = "replay N times as fast as it was recorded, default as fast as possible")
  private @Nullable Double speed;

  @Option(names = "--restart", description = "begin anew where an earlier import was interrupted")
  private boolean restart;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "OTLP/JSON, JSON lines or arrays of export requests, also gzipped, or folders of such")
  @SuppressWarnings("NullAway.Init") // required by arity
  private List<Path> files;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getErr();
    Clock clock = Clock.system();
    boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    Thread self = Thread.currentThread();
    Thread onSignal = Thread.ofPlatform().unstarted(() -> stop(self));
    try {
      ImportOptions options = options(clock);
      Runtime.getRuntime().addShutdownHook(onSignal);
      ImportReport report = new Importer(options, out, terminal, clock).run(InputFiles.of(files));
      report.print(spec.commandLine().getOut());
      if (!report.isClean()) {
        out.println(report.summary());
        return 1;
      }
      return 0;
    } catch (IOException | ImportStoppedException failed) {
      out.println("pitwall import: " + message(failed));
      return 1;
    } catch (InterruptedException stopped) {
      out.println("pitwall import: stopped; the same command goes on from here");
      return 130;
    } finally {
      forget(onSignal);
    }
  }

  private ImportOptions options(Clock clock) {
    String scheme = url.getScheme();
    if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw usage("Expected --url to be like http://127.0.0.1:7070, but got '" + url + "'");
    }
    if (speed != null && !(speed > 0 && speed < Double.POSITIVE_INFINITY)) {
      throw usage("Expected --speed to be more than 0, but got " + speed);
    }
    String address = url.toString();
    return new ImportOptions(
        URI.create(address.endsWith("/") ? address.substring(0, address.length() - 1) : address),
        token == null ? System.getenv("PITWALL_TOKEN") : token,
        shiftToNow,
        speed == null ? OptionalDouble.empty() : OptionalDouble.of(speed),
        restart,
        ImportState.userFolder(),
        Backoff.standard(clock));
  }

  private CommandLine.ParameterException usage(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }

  /** Lets the import note its place before the process goes. */
  private static void stop(Thread importing) {
    importing.interrupt();
    try {
      importing.join(5_000);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread onSignal) {
    try {
      Runtime.getRuntime().removeShutdownHook(onSignal);
    } catch (IllegalStateException goingDown) {
      // the hook itself made us stop
    }
  }

  private static String message(Exception failed) {
    String message = failed.getMessage();
    return message == null ? failed.toString() : message;
  }
}
