package io.pitwall.lab.bench;

import io.pitwall.lab.bench.process.ServerCommand;
import io.pitwall.lab.bench.process.ServerProcess;
import io.pitwall.model.time.Clock;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./pitwall bench}: measures a server on this machine. */
@Command(name = "bench", description = "Measures on this machine what the README states.")
public final class BenchCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "benches to run; all if none is named")
  private List<String> names = new ArrayList<>();

  @Option(names = "--quick", description = "rough figures in less than five minutes")
  private boolean quick;

  @Option(names = "--seconds", description = "length of a measurement under load or at rest")
  private @Nullable Integer seconds;

  @Option(names = "--scale", description = "share of the data for startup and queries")
  private @Nullable Double scale;

  @Option(names = "--kills", description = "how often kill9 and notify kill")
  private @Nullable Integer kills;

  @Option(names = "--connections", description = "connections that load is sent over")
  private @Nullable Integer connections;

  @Option(names = "--in-flight", description = "requests of a connection that wait for answers")
  private @Nullable Integer inFlight;

  @Option(names = "--rate", description = "spans a second that spans sends; default all it can")
  private @Nullable Double rate;

  @Option(
      names = "--beside",
      description = "remote-write also measures prometheus and victoria-metrics if installed")
  private boolean beside;

  @Option(names = "--data", description = "folder to keep data in and to find it again")
  private @Nullable Path data;

  @Option(
      names = "--server-command",
      description = "another server; {port} and {data} stand for what it is given")
  private @Nullable String serverCommand;

  @Option(names = "--server-java-options", description = "options of the server's Java")
  private String javaOptions = "";

  @Option(names = "--json", description = "file to write the figures to")
  private @Nullable Path json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = commandSpec().commandLine().getOut();
    PrintWriter progress = commandSpec().commandLine().getErr();
    List<Bench> chosen = chosen();
    BenchSettings settings = settings();
    Path folder =
        settings.data().isPresent()
            ? Files.createDirectories(settings.data().get())
            : Files.createTempDirectory("pitwall-bench-");
    var cleanUp = new Thread(() -> cleanUp(folder, settings));
    Runtime.getRuntime().addShutdownHook(cleanUp);
    var context =
        new BenchContext(
            settings,
            command(),
            folder.toAbsolutePath(),
            Clock.system(),
            line -> {
              progress.println(line);
              progress.flush();
            });
    Report report = run(chosen, context);
    out.print(report.table());
    out.flush();
    if (json != null) {
      Files.write(json, report.json());
    }
    return report.failures().isEmpty() ? 0 : 1;
  }

  private static Report run(List<Bench> benches, BenchContext context) {
    Instant now = Instant.EPOCH.plusNanos(context.nowNanos());
    Map<String, String> machine = Machine.facts(now);
    List<Measurement> measurements = new ArrayList<>();
    Map<String, String> failures = new LinkedHashMap<>();
    for (Bench bench : benches) {
      context.say(bench.name() + ":");
      try {
        measurements.addAll(bench.measure(context));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        failures.put(bench.name(), "interrupted");
        break;
      } catch (Exception e) {
        failures.put(bench.name(), e.toString());
      }
    }
    return new Report(machine, measurements, failures);
  }

  private List<Bench> chosen() {
    List<Bench> all = Bench.all();
    for (String name : names) {
      if (all.stream().noneMatch(bench -> bench.name().equals(name))) {
        throw new ParameterException(
            commandSpec().commandLine(),
            "Expected one of "
                + String.join(", ", all.stream().map(Bench::name).toList())
                + ", but got "
                + name);
      }
    }
    return all.stream().filter(bench -> names.isEmpty() || names.contains(bench.name())).toList();
  }

  private BenchSettings settings() {
    BenchSettings base = quick ? BenchSettings.QUICK : BenchSettings.FULL;
    try {
      return new BenchSettings(
          seconds == null ? base.seconds() : seconds,
          base.repeats(),
          scale == null ? base.scale() : scale,
          base.samples(),
          base.probes(),
          kills == null ? base.kills() : kills,
          connections == null ? base.connections() : connections,
          inFlight == null ? base.inFlight() : inFlight,
          rate == null ? base.rate() : rate,
          beside,
          Optional.ofNullable(data));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(commandSpec().commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private ServerCommand command() {
    return serverCommand == null
        ? ServerCommand.pitwall(launcher(), javaOptions)
        : ServerCommand.of(serverCommand);
  }

  /** The launcher of the project that this class was built from. */
  private static Path launcher() {
    try {
      Path code =
          Path.of(BenchCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (Path folder = code; folder != null; folder = folder.getParent()) {
        if (Files.isExecutable(folder.resolve("pitwall"))
            && Files.exists(folder.resolve("pom.xml"))) {
          return folder.resolve("pitwall");
        }
      }
      throw new IllegalStateException(
          "Expected ./pitwall in a folder above " + code + "; name a server by --server-command");
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Expected the program's own code in a file", e);
    }
  }

  private static void cleanUp(Path folder, BenchSettings settings) {
    ServerProcess.killAll();
    if (settings.data().isEmpty()) {
      try {
        Folders.delete(folder);
      } catch (IOException e) {
        System.err.println("Expected to delete " + folder + ", but: " + e);
      }
    }
  }

  private CommandSpec commandSpec() {
    if (spec == null) {
      throw new IllegalStateException("Expected to be run by picocli");
    }
    return spec;
  }
}
