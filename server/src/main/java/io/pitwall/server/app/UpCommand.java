package io.pitwall.server.app;

import io.pitwall.server.config.LoadedConfig;
import io.pitwall.store.duckdb.DuckDbStores;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code up}: serves in the foreground until it is told to stop. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = "Serves Pitwall in the foreground. Ctrl-C drains and exits 0.")
final class UpCommand implements Callable<Integer> {
  @Mixin private final SettingOptions options = new SettingOptions();

  @Option(
      names = "--print-config",
      description = "Prints all settings with where they come from, and exits.")
  private boolean printConfig;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    LoadedConfig loaded = options.load(System.getenv());
    if (printConfig) {
      out.print(loaded.toYaml());
      out.flush();
      return 0;
    }
    // Takes a few hundred milliseconds, in which the rest can get ready.
    Thread.ofPlatform().daemon().name("load-database").start(UpCommand::loadLibrary);
    Logging.level(loaded.config().log().level());
    StopSignal stop = StopSignal.listen();
    try (Application application = Application.start(loaded.config())) {
      out.println("Pitwall ready at " + application.url());
      out.flush();
      stop.await();
    }
    return 0;
  }

  private static void loadLibrary() {
    try {
      DuckDbStores.loadLibrary();
    } catch (RuntimeException | LinkageError e) {
      // Opening the store will fail in the same way, and tell.
    }
  }
}
