package io.pitwall.engine.system;

import io.pitwall.engine.system.HostSource.DirectionCounters;
import io.pitwall.engine.system.HostSource.InterfaceCounters;
import io.pitwall.engine.system.Network.Traffic;
import java.util.List;
import java.util.function.Function;

/** Network traffic from counters. Not thread-safe. */
final class NetworkMeter {
  private final Tracked<List<InterfaceCounters>> reads = new Tracked<>();

  Network read(List<InterfaceCounters> interfaces, long monotonicNanos) {
    Named<InterfaceCounters> links =
        Named.of(reads.advance(interfaces, monotonicNanos), InterfaceCounters::name);
    return new Network(
        traffic(links, InterfaceCounters::sent), traffic(links, InterfaceCounters::received));
  }

  private static Traffic traffic(
      Named<InterfaceCounters> links, Function<InterfaceCounters, DirectionCounters> direction) {
    return new Traffic(
        links.total(link -> direction.apply(link).bytes()),
        links.total(link -> direction.apply(link).packets()),
        links.total(link -> direction.apply(link).errors()),
        links.total(link -> direction.apply(link).drops()),
        links.perSecond(link -> direction.apply(link).bytes()),
        links.perSecond(link -> direction.apply(link).packets()),
        links.perSecond(link -> direction.apply(link).errors()),
        links.perSecond(link -> direction.apply(link).drops()));
  }
}
