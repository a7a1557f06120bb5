package io.pitwall.server.ingest.otlp;

import io.pitwall.engine.intake.RawSource;
import io.pitwall.engine.intake.RawSpan;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.SpanEvent;
import io.pitwall.model.trace.SpanLink;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.TraceId;
import io.pitwall.server.ingest.wire.Allowance;
import io.pitwall.server.ingest.wire.DecodeException;
import io.pitwall.server.ingest.wire.ProtoReader;
import io.pitwall.server.ingest.wire.TextCache;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code ExportTraceServiceRequest} from protobuf. Field numbers are those of {@code
 * opentelemetry/proto/trace/v1/trace.proto}. Thread-safe.
 */
final class ProtoTraces {
  private static final RawSpan.Role[] ROLES = RawSpan.Role.values();

  private final TextCache texts = new TextCache();

  /**
   * All spans of a request, in order.
   *
   * @throws DecodeException if the bytes are not such a message
   */
  Decoded read(byte[] message) {
    return new Reading(new ProtoReader(message, texts)).read();
  }

  /** Reading of one request. */
  private static final class Reading {
    private final ProtoReader reader;
    private final List<RawSpan> spans = new ArrayList<>();

    /** Of the span that is being read, and of its event. */
    private final Attributes.Builder attributes = Attributes.builder();

    private final Attributes.Builder details = Attributes.builder();

    Reading(ProtoReader reader) {
      this.reader = reader;
    }

    Decoded read() {
      while (reader.next()) {
        if (reader.field() == 1) {
          readResourceSpans();
        } else {
          reader.skip();
        }
      }
      return Decoded.ofSpans(spans);
    }

    /** The resource may come after its spans on the wire, so the message is gone through twice. */
    private void readResourceSpans() {
      int outer = reader.enter();
      int start = reader.position();
      Attributes resource = ProtoScopes.findResource(reader);
      reader.rewind(start);
      while (reader.next()) {
        if (reader.field() == 2) {
          readScopeSpans(resource);
        } else {
          reader.skip();
        }
      }
      reader.leave(outer);
    }

    private void readScopeSpans(Attributes resource) {
      int outer = reader.enter();
      int start = reader.position();
      RawSource source = ProtoScopes.findScope(reader, resource);
      reader.rewind(start);
      while (reader.next()) {
        if (reader.field() == 2) {
          spans.add(readSpan(source));
        } else {
          reader.skip();
        }
      }
      reader.leave(outer);
    }

    private RawSpan readSpan(RawSource source) {
      reader.allowance().spend(Allowance.SPAN);
      int outer = reader.enter();
      long traceHigh = 0;
      long traceLow = 0;
      long spanId = 0;
      long parent = 0;
      String name = "";
      int role = 0;
      long start = 0;
      long end = 0;
      SpanStatus status = SpanStatus.UNSET;
      String statusMessage = "";
      attributes.clear();
      List<SpanEvent> events = List.of();
      List<SpanLink> links = List.of();
      while (reader.next()) {
        switch (reader.field()) {
          case 1 -> {
            int id = reader.enter();
            if (reader.messageEnd() - reader.position() == 16) {
              traceHigh = Long.reverseBytes(reader.rawFixed64());
              traceLow = Long.reverseBytes(reader.rawFixed64());
            }
            reader.leave(id);
          }
          case 2 -> spanId = reader.id64();
          case 4 -> parent = reader.id64();
          case 5 -> name = reader.text();
          case 6 -> role = (int) reader.int64();
          case 7 -> start = reader.fixed64();
          case 8 -> end = reader.fixed64();
          case 9 -> ProtoValues.readInto(reader, attributes);
          case 11 -> events = plus(events, readEvent());
          case 13 -> links = readLink(links);
          case 15 -> {
            int message = reader.enter();
            while (reader.next()) {
              switch (reader.field()) {
                case 2 -> statusMessage = reader.text();
                case 3 -> status = status((int) reader.int64());
                default -> reader.skip();
              }
            }
            reader.leave(message);
          }
          default -> reader.skip();
        }
      }
      reader.leave(outer);
      return new RawSpan(
          traceHigh,
          traceLow,
          spanId,
          parent,
          name,
          role(role),
          start,
          end,
          status,
          statusMessage,
          attributes.build(),
          events,
          links,
          source);
    }

    private SpanEvent readEvent() {
      reader.allowance().spend(Allowance.DETAIL);
      int outer = reader.enter();
      String name = "";
      long time = 0;
      details.clear();
      while (reader.next()) {
        switch (reader.field()) {
          case 1 -> time = reader.fixed64();
          case 2 -> name = reader.text();
          case 3 -> ProtoValues.readInto(reader, details);
          default -> reader.skip();
        }
      }
      reader.leave(outer);
      return new SpanEvent(name, time, details.build());
    }

    private List<SpanLink> readLink(List<SpanLink> links) {
      reader.allowance().spend(Allowance.DETAIL);
      int outer = reader.enter();
      long high = 0;
      long low = 0;
      long spanId = 0;
      while (reader.next()) {
        switch (reader.field()) {
          case 1 -> {
            int id = reader.enter();
            if (reader.messageEnd() - reader.position() == 16) {
              high = Long.reverseBytes(reader.rawFixed64());
              low = Long.reverseBytes(reader.rawFixed64());
            }
            reader.leave(id);
          }
          case 2 -> spanId = reader.id64();
          default -> reader.skip();
        }
      }
      reader.leave(outer);
      boolean malformed = (high == 0 && low == 0) || spanId == 0;
      return malformed ? links : plus(links, new SpanLink(new TraceId(high, low), spanId));
    }
  }

  static RawSpan.Role role(int number) {
    return number >= 0 && number < ROLES.length ? ROLES[number] : RawSpan.Role.UNSPECIFIED;
  }

  static SpanStatus status(int code) {
    return switch (code) {
      case 1 -> SpanStatus.OK;
      case 2 -> SpanStatus.ERROR;
      default -> SpanStatus.UNSET;
    };
  }

  private static <T> List<T> plus(List<T> before, T more) {
    List<T> list = before.isEmpty() ? new ArrayList<>() : before;
    list.add(more);
    return list;
  }
}
