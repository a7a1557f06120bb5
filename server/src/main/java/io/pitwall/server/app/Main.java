package io.pitwall.server.app;

import io.pitwall.server.config.ConfigException;
import io.pitwall.server.http.BindException;
import io.pitwall.server.ingest.file.ImportCommand;
import io.pitwall.store.api.StoreException;
import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/**
 * The program. Ends with 0 if it did what it was told, 1 if that failed, 2 if it was told something
 * that makes no sense.
 */
@Command(
    name = "pitwall",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {UpCommand.class, ImportCommand.class, VersionCommand.class},
    synopsisSubcommandLabel = "COMMAND",
    description = "Pitwall, the performance engineer of a multi-agent system.")
public final class Main implements Runnable {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** Runs a command and ends the process. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** All commands. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(Main::explain)
        .setUsageHelpAutoWidth(true);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Expected a command, but got none");
  }

  /** One clear line; the rest for those who ask for it. */
  private static int explain(Exception failure, CommandLine command, ParseResult result) {
    PrintWriter err = command.getErr();
    err.println("pitwall: " + message(failure));
    if (Arrays.asList(result.originalArgs().toArray(String[]::new)).contains("--verbose")) {
      failure.printStackTrace(err);
    }
    err.flush();
    return failure instanceof ConfigException || failure instanceof IllegalArgumentException
        ? MISUSED
        : FAILED;
  }

  private static String message(Exception failure) {
    boolean meantForPeople =
        failure instanceof ConfigException
            || failure instanceof BindException
            || failure instanceof StoreException
            || failure instanceof IllegalArgumentException;
    return meantForPeople
        ? String.valueOf(failure.getMessage())
        : "unexpected failure: " + failure + "; --verbose shows where";
  }
}
