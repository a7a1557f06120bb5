package io.pitwall.server.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what a server does, for its own metrics. Thread-safe; the cost of an event is a map lookup
 * and four additions.
 */
public final class HttpCounters implements HttpObserver {

  /**
   * Requests of one kind since the start.
   *
   * @param protocol {@code http} or {@code grpc}
   * @param method request method, {@code POST} for gRPC
   * @param route path template, or {@code service/method}
   * @param status HTTP status, 0 if the client left; or name of the gRPC status
   * @param count requests
   * @param nanos time from the headers to the end of the answer, added up
   * @param bytesIn bytes of bodies after decompression
   * @param bytesOut bytes of answers on the wire
   */
  public record Requests(
      String protocol,
      String method,
      String route,
      String status,
      long count,
      long nanos,
      long bytesIn,
      long bytesOut) {}

  private record Key(String protocol, String method, String route, String status) {}

  private static final class Sums {
    final LongAdder count = new LongAdder();
    final LongAdder nanos = new LongAdder();
    final LongAdder bytesIn = new LongAdder();
    final LongAdder bytesOut = new LongAdder();
  }

  private final ConcurrentHashMap<Key, Sums> requests = new ConcurrentHashMap<>();
  private final Map<Cut, LongAdder> cuts = new EnumMap<>(Cut.class);
  private final Map<StreamEnd, LongAdder> streamEnds = new EnumMap<>(StreamEnd.class);
  private final AtomicInteger streams = new AtomicInteger();
  private volatile int connections;

  public HttpCounters() {
    for (Cut reason : Cut.values()) {
      cuts.put(reason, new LongAdder());
    }
    for (StreamEnd reason : StreamEnd.values()) {
      streamEnds.put(reason, new LongAdder());
    }
  }

  @Override
  public void answered(
      String method, String route, int status, long nanos, long bytesIn, long bytesOut) {
    add(new Key("http", method, route, Integer.toString(status)), nanos, bytesIn, bytesOut);
  }

  @Override
  public void called(String method, GrpcStatus status, long nanos, long bytesIn, long bytesOut) {
    add(new Key("grpc", "POST", method, status.name()), nanos, bytesIn, bytesOut);
  }

  private void add(Key key, long nanos, long bytesIn, long bytesOut) {
    Sums sums = requests.computeIfAbsent(key, _ -> new Sums());
    sums.count.increment();
    sums.nanos.add(nanos);
    sums.bytesIn.add(bytesIn);
    sums.bytesOut.add(bytesOut);
  }

  @Override
  public void connections(int open) {
    connections = open;
  }

  @Override
  public void cut(Cut reason) {
    increment(cuts, reason);
  }

  @Override
  public void streamOpened() {
    streams.incrementAndGet();
  }

  @Override
  public void streamEnded(StreamEnd reason) {
    streams.decrementAndGet();
    increment(streamEnds, reason);
  }

  private static <E extends Enum<E>> void increment(Map<E, LongAdder> counts, E reason) {
    LongAdder count = counts.get(reason);
    if (count != null) {
      count.increment();
    }
  }

  private static <E extends Enum<E>> long value(Map<E, LongAdder> counts, E reason) {
    LongAdder count = counts.get(reason);
    return count == null ? 0 : count.sum();
  }

  /** Requests since the start, by kind, ordered by route. */
  public List<Requests> requests() {
    var list = new ArrayList<Requests>();
    requests.forEach(
        (key, sums) ->
            list.add(
                new Requests(
                    key.protocol,
                    key.method,
                    key.route,
                    key.status,
                    sums.count.sum(),
                    sums.nanos.sum(),
                    sums.bytesIn.sum(),
                    sums.bytesOut.sum())));
    list.sort(
        Comparator.comparing(Requests::route)
            .thenComparing(Requests::method)
            .thenComparing(Requests::status));
    return list;
  }

  /** Connections open at present. */
  public int connections() {
    return connections;
  }

  /** Connections refused or cut for this reason since the start. */
  public long cuts(Cut reason) {
    return value(cuts, reason);
  }

  /** Event streams open at present. */
  public int streams() {
    return streams.get();
  }

  /** Event streams that ended for this reason since the start. */
  public long streamEnds(StreamEnd reason) {
    return value(streamEnds, reason);
  }
}
