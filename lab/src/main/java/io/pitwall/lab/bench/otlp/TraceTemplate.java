package io.pitwall.lab.bench.otlp;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.pitwall.lab.bench.grpc.GrpcMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An encoded request of whole traces that can be sent again and again under new ids and times. What
 * is written over: trace, span and parent ids, all times, and the last 16 characters of string
 * attributes that end in {@link #UNIQUE}. For one thread.
 */
public final class TraceTemplate {
  /**
   * An attribute that ends so gets the span's id there, or the trace's if it names a conversation.
   */
  public static final String UNIQUE = "0000000000000000";

  private static final String CONVERSATION = "gen_ai.conversation.id";

  /** A place in the bytes and the trace or span it speaks of. */
  private record Place(int at, int owner) {}

  private record TimePlace(int at, long nanosBeforeEnd) {}

  /** A span of the template: the trace it is in and its number there. */
  private record Slot(int trace, int number) {}

  private final byte[] framed;
  private final List<Slot> slots = new ArrayList<>();
  private final List<Integer> spansOfTrace = new ArrayList<>();
  private final List<Place> traceIds = new ArrayList<>();
  private final List<Place> spanIds = new ArrayList<>();
  private final List<Place> traceTexts = new ArrayList<>();
  private final List<Place> spanTexts = new ArrayList<>();
  private final List<TimePlace> times = new ArrayList<>();

  /** Encodes a request and finds what is to be written over. */
  public TraceTemplate(ExportTraceServiceRequest request) {
    framed = GrpcMessage.frame(request.toByteArray());
    new Reader().read();
  }

  public int spans() {
    return slots.size();
  }

  public int traces() {
    return spansOfTrace.size();
  }

  /** Spans of one of the traces. */
  public int spansOf(int trace) {
    return spansOfTrace.get(trace);
  }

  /** The message with its gRPC prefix, as last patched; not copied. */
  public byte[] framed() {
    return framed;
  }

  /**
   * Makes the request a new one.
   *
   * @param firstTrace number of its first trace; the others follow
   * @param endNanos when its last span ends, nanoseconds since the epoch
   */
  public void patch(Ids ids, long firstTrace, long endNanos) {
    for (Place place : traceIds) {
      Patch.bigEndian(framed, place.at, ids.traceHigh(firstTrace + place.owner));
      Patch.bigEndian(framed, place.at + 8, ids.traceLow(firstTrace + place.owner));
    }
    for (Place place : traceTexts) {
      Patch.hex(framed, place.at, ids.traceLow(firstTrace + place.owner));
    }
    for (Place place : spanIds) {
      Patch.bigEndian(framed, place.at, spanId(ids, firstTrace, place));
    }
    for (Place place : spanTexts) {
      Patch.hex(framed, place.at, spanId(ids, firstTrace, place));
    }
    for (TimePlace place : times) {
      Patch.littleEndian(framed, place.at, endNanos - place.nanosBeforeEnd);
    }
  }

  private long spanId(Ids ids, long firstTrace, Place place) {
    Slot slot = slots.get(place.owner);
    return ids.span(firstTrace + slot.trace, slot.number);
  }

  /** One pass over the encoded request. */
  private final class Reader {
    private final FieldWalk walk = new FieldWalk(framed);
    private final Map<String, Integer> traceByHex = new LinkedHashMap<>();
    private final Map<Long, Integer> slotById = new LinkedHashMap<>();
    private final List<Integer> parentAt = new ArrayList<>();
    private final List<Integer> timeAt = new ArrayList<>();

    void read() {
      walk.fields((resourceSpans, at, length) -> walk.message(length, this::resourceSpansField));
      long end = timeAt.stream().mapToLong(this::fixed64).max().orElseThrow();
      timeAt.forEach(at -> times.add(new TimePlace(at, end - fixed64(at))));
      for (int at : parentAt) {
        Integer slot = slotById.get(id(at));
        if (slot == null) {
          throw new IllegalArgumentException(
              "Expected the parent of every span in the same request, but one is missing");
        }
        spanIds.add(new Place(at, slot));
      }
    }

    private void resourceSpansField(int number, int at, int length) {
      if (number == 2) {
        walk.message(length, this::scopeSpansField);
      }
    }

    private void scopeSpansField(int number, int at, int length) {
      if (number == 2) {
        slots.add(new Slot(-1, -1));
        walk.message(length, this::spanField);
      }
    }

    private void spanField(int number, int at, int length) {
      int slot = slots.size() - 1;
      switch (number) {
        case 1 -> traceId(slot, at);
        case 2 -> {
          slotById.put(id(at), slot);
          spanIds.add(new Place(at, slot));
        }
        case 4 -> parentAt.add(at);
        case 7, 8 -> timeAt.add(at);
        case 9 -> attribute(length);
        case 11 ->
            walk.message(
                length,
                (field, eventAt, eventLength) -> {
                  if (field == 1) {
                    timeAt.add(eventAt);
                  }
                });
        default -> {} // everything else stays as it is
      }
    }

    private void traceId(int slot, int at) {
      String hex = java.util.HexFormat.of().formatHex(framed, at, at + 16);
      int trace = traceByHex.computeIfAbsent(hex, unknown -> traceByHex.size());
      if (trace == spansOfTrace.size()) {
        spansOfTrace.add(0);
      }
      slots.set(slot, new Slot(trace, spansOfTrace.get(trace)));
      spansOfTrace.set(trace, spansOfTrace.get(trace) + 1);
      traceIds.add(new Place(at, trace));
    }

    private void attribute(int length) {
      int slot = slots.size() - 1;
      var key = new StringBuilder();
      walk.message(
          length,
          (field, at, size) -> {
            if (field == 1) {
              key.append(new String(framed, at, size, StandardCharsets.UTF_8));
            } else if (field == 2) {
              walk.message(size, (kind, textAt, chars) -> text(key, slot, kind, textAt, chars));
            }
          });
    }

    private void text(CharSequence key, int slot, int kind, int at, int length) {
      int from = at + length - UNIQUE.length();
      if (kind != 1
          || length < UNIQUE.length()
          || !new String(framed, from, UNIQUE.length(), StandardCharsets.UTF_8).equals(UNIQUE)) {
        return;
      }
      if (CONVERSATION.contentEquals(key)) {
        traceTexts.add(new Place(from, slots.get(slot).trace));
      } else {
        spanTexts.add(new Place(from, slot));
      }
    }

    private long id(int at) {
      return java.nio.ByteBuffer.wrap(framed).getLong(at);
    }

    private long fixed64(int at) {
      return Long.reverseBytes(id(at));
    }
  }
}
