package io.pitwall.lab;

import io.pitwall.lab.bench.BenchCommand;
import io.pitwall.lab.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./pitwall demo} and {@code ./pitwall bench}. */
@Command(
    name = "pitwall",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "The demo and the benchmarks of Pitwall.",
    subcommands = {DemoCommand.class, BenchCommand.class})
public final class Main implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs a command and ends the process. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Main())
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                  command.getErr().println("pitwall: " + failure.getMessage());
                  return 1;
                })
            .execute(arguments));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Expected a command, but got none");
  }
}
