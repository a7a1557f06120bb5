package io.pitwall.lab.demo;

import io.pitwall.lab.fleet.DemoFleet;
import io.pitwall.lab.fleet.FleetSpec;
import io.pitwall.lab.send.SendException;
import io.pitwall.model.time.Clock;
import io.pitwall.server.app.Application;
import io.pitwall.server.config.ConfigLoader;
import io.pitwall.server.config.PitwallConfig;
import io.pitwall.server.config.Sources;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: a server, and a simulated fleet of agents that sends to it over the network. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Serves Pitwall with a simulated fleet of agents. Ctrl-C drains and exits 0.")
public final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "7070",
      description = "port of the API, the dashboard and OTLP; 0 takes a free one")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder the telemetry is kept in; default a fresh one, deleted at the end")
  private @Nullable Path data;

  @Option(
      names = "--agents",
      paramLabel = "N",
      defaultValue = "50",
      description = "size of the fleet, 12 to 10000, default ${DEFAULT-VALUE}")
  private int agents;

  @Option(
      names = "--rate",
      paramLabel = "FACTOR",
      defaultValue = "1",
      description = "work for the fleet as a multiple of the usual, default ${DEFAULT-VALUE}")
  private double rate;

  @Option(
      names = "--history",
      paramLabel = "LENGTH",
      description = "past to begin with, e.g. 30m, 6h, 2d; default 6h, less for large fleets")
  private @Nullable String history;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "the same seed makes the same luck, default ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "drive a server that is running already instead of starting one")
  private @Nullable URI url;

  @Override
  public Integer call() throws Exception {
    FleetSpec fleet = fleet();
    Duration past = past(fleet);
    return Ending.inOrder(() -> url == null ? serve(fleet, past) : drive(fleet, past, url));
  }

  private int serve(FleetSpec fleet, Duration past) throws IOException {
    try (DemoFolder folder = DemoFolder.of(data);
        Application pitwall = Application.start(config(folder.path()))) {
      say("Pitwall ready at " + pitwall.url());
      say(
          folder.isPassing()
              ? "data: " + folder.path() + ", deleted at the end; --data keeps it"
              : "data: " + folder.path());
      return drive(fleet, past, URI.create(pitwall.url()));
    }
  }

  private int drive(FleetSpec fleet, Duration past, URI server) {
    say(
        String.format(
            Locale.ROOT,
            "fleet: %,d agents of %d types in %d workflows, about %.1f runs/s, seed %d",
            fleet.instances(),
            fleet.agents().size(),
            fleet.workflows().size(),
            fleet.runsPerSecond(),
            seed));
    say("wrong with it, on purpose:");
    fleet.pathologies().forEach(fault -> say("  " + fault.scope() + ": " + fault.description()));
    try {
      new FleetDriver(fleet, seed, past, server, Clock.system(), this::say).run();
      return 0;
    } catch (SendException failed) {
      spec.commandLine().getErr().println("pitwall demo: " + failed.getMessage());
      return 1;
    }
  }

  private FleetSpec fleet() {
    if (agents > 10_000) {
      throw usage("Expected --agents to be 12 to 10000, but got " + agents);
    }
    try {
      return DemoFleet.of(agents, rate);
    } catch (IllegalArgumentException wrong) {
      throw usage(String.valueOf(wrong.getMessage()));
    }
  }

  private Duration past(FleetSpec fleet) {
    try {
      return history == null ? HistoryLength.usual(fleet) : HistoryLength.parse(history);
    } catch (IllegalArgumentException wrong) {
      throw usage(String.valueOf(wrong.getMessage()));
    }
  }

  /**
   * The defaults but for port and folder: a demo does not depend on what else is configured. Its
   * inspections look more often, so that advice shows within a minute.
   */
  private PitwallConfig config(Path folder) {
    Map<String, Sources.Flag> flags =
        Map.of(
            "server.port", new Sources.Flag(Integer.toString(port), "--port"),
            "store.folder", new Sources.Flag(folder.toString(), "--data"),
            "inspect.every", new Sources.Flag("10s", "demo"));
    return ConfigLoader.load(new Sources(flags, Map.of(), Optional.empty())).config();
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
