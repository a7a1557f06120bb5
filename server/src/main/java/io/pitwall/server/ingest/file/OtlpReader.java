package io.pitwall.server.ingest.file;

import io.pitwall.server.ingest.file.Item.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.util.TokenBuffer;

/**
 * Reads OTLP/JSON as a stream, one span or metric at a time: export requests one after the other,
 * or arrays of them. What is valid JSON but not OTLP is reported with its place and left out.
 * Memory does not depend on the size of a file as long as a resource stands before its scopes and a
 * scope before its items, as every exporter writes them. Not thread-safe.
 */
final class OtlpReader {
  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);
  private static final int NAMES_TOLD = 5;

  private final JsonFactory json =
      JsonFactory.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();
  private final ItemCopier copier;
  private final Sink sink;
  private long firstLine;

  /** Takes what a reader finds. */
  interface Sink {
    /** A span or metric. */
    void item(Item item) throws IOException, InterruptedException;

    /** Something that could not be read; reading goes on behind it. */
    void fault(ReadFault fault);

    /** Log records, which are not taken. */
    void logs(long records);
  }

  OtlpReader(long shiftNanos, Sink sink) {
    copier = new ItemCopier(json, shiftNanos);
    this.sink = sink;
  }

  /**
   * Reads all there is.
   *
   * @param in JSON text; not closed
   * @param line number of the line at which the text begins
   * @return whether the text was sound JSON to its end
   * @throws IOException if the file cannot be read, or the sink fails
   */
  boolean read(InputStream in, long line) throws IOException, InterruptedException {
    firstLine = line;
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), in)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            readRequest(parser);
          }
        } else {
          readRequest(parser);
        }
      }
      return true;
    } catch (JacksonIOException failed) {
      throw failed.getCause();
    } catch (JacksonException broken) {
      fault(broken.getLocation(), "expected JSON, but " + cause(broken));
      return false;
    }
  }

  private void readRequest(JsonParser parser) throws IOException, InterruptedException {
    TokenStreamLocation start = parser.currentTokenLocation();
    if (!expect(parser, JsonToken.START_OBJECT, "an OTLP/JSON export request (an object)")) {
      return;
    }
    boolean known = false;
    List<String> names = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "resourceSpans", "resource_spans" -> {
          known = true;
          readResources(parser, Signal.SPANS);
        }
        case "resourceMetrics", "resource_metrics" -> {
          known = true;
          readResources(parser, Signal.METRICS);
        }
        case "resourceLogs", "resource_logs" -> {
          known = true;
          sink.logs(LogCounter.count(parser));
        }
        default -> {
          names.add(name);
          parser.skipChildren();
        }
      }
    }
    if (!known && !names.isEmpty()) {
      fault(
          start,
          "expected an OTLP/JSON export request (an object with resourceSpans or"
              + " resourceMetrics), but got an object with "
              + String.join(", ", names.subList(0, Math.min(NAMES_TOLD, names.size())))
              + (names.size() > NAMES_TOLD ? ", ..." : ""));
    }
  }

  private void readResources(JsonParser parser, Signal signal)
      throws IOException, InterruptedException {
    readList(parser, signal.resources, () -> readResource(parser, signal));
  }

  /** A resource with its scopes: the parser stands at the object's start. */
  private void readResource(JsonParser parser, Signal signal)
      throws IOException, InterruptedException {
    byte[] resource = null;
    List<TokenBuffer> early = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("resource")) {
        resource = copier.copy(parser);
      } else if (isScopes(name, signal)) {
        if (resource == null) {
          early.add(buffered(parser));
        } else {
          readScopes(parser, signal, resource);
        }
      } else {
        parser.skipChildren();
      }
    }
    for (TokenBuffer scopes : early) {
      try (JsonParser again = scopes.asParserOnFirstToken(ObjectReadContext.empty())) {
        readScopes(again, signal, resource == null ? EMPTY : resource);
      }
    }
  }

  private void readScopes(JsonParser parser, Signal signal, byte[] resource)
      throws IOException, InterruptedException {
    readList(parser, signal.scopes, () -> readScope(parser, signal, resource));
  }

  private void readScope(JsonParser parser, Signal signal, byte[] resource)
      throws IOException, InterruptedException {
    byte[] scope = null;
    List<TokenBuffer> early = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("scope")) {
        scope = copier.copy(parser);
      } else if (name.equals(signal.items)) {
        if (scope == null) {
          early.add(buffered(parser));
        } else {
          readItems(parser, signal, resource, scope);
        }
      } else {
        parser.skipChildren();
      }
    }
    for (TokenBuffer items : early) {
      try (JsonParser again = items.asParserOnFirstToken(ObjectReadContext.empty())) {
        readItems(again, signal, resource, scope == null ? EMPTY : scope);
      }
    }
  }

  private void readItems(JsonParser parser, Signal signal, byte[] resource, byte[] scope)
      throws IOException, InterruptedException {
    readList(
        parser,
        signal.items,
        () -> {
          long line = lineOf(parser.currentTokenLocation());
          byte[] item = copier.copy(parser);
          int points = signal == Signal.SPANS ? 1 : copier.points();
          sink.item(
              new Item(
                  signal,
                  resource,
                  scope,
                  item,
                  points,
                  copier.traceHash(),
                  copier.latestNanos(),
                  line));
        });
  }

  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  /** Runs a step at each object of the list at which the parser stands. */
  private void readList(JsonParser parser, String name, Step step)
      throws IOException, InterruptedException {
    if (parser.currentToken() == JsonToken.VALUE_NULL
        || !expect(parser, JsonToken.START_ARRAY, name + " to be an array")) {
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (expect(parser, JsonToken.START_OBJECT, "an object in " + name)) {
        step.run();
      }
    }
  }

  private boolean expect(JsonParser parser, JsonToken wanted, String what) {
    if (parser.currentToken() == wanted) {
      return true;
    }
    fault(parser.currentTokenLocation(), "expected " + what + ", but got " + describe(parser));
    parser.skipChildren();
    return false;
  }

  /** The parser's words without its own idea of places. */
  private static String cause(JacksonException broken) {
    String words = broken.getOriginalMessage();
    int place = words.indexOf(" (start marker at");
    return place < 0 ? words : words.substring(0, place);
  }

  private static String describe(JsonParser parser) {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      default -> shortened(parser.getString());
    };
  }

  private static TokenBuffer buffered(JsonParser parser) {
    TokenBuffer buffer = TokenBuffer.forBuffering(parser, ObjectReadContext.empty());
    buffer.copyCurrentStructure(parser);
    return buffer;
  }

  private static boolean isScopes(String name, Signal signal) {
    return name.equals(signal.scopes)
        || name.equals(signal == Signal.SPANS ? "scope_spans" : "scope_metrics");
  }

  private void fault(@Nullable TokenStreamLocation place, String what) {
    long column = place == null ? 1 : Math.max(1, place.getColumnNr());
    sink.fault(new ReadFault(lineOf(place), column, what));
  }

  private long lineOf(@Nullable TokenStreamLocation place) {
    return firstLine + (place == null ? 0 : Math.max(0, place.getLineNr() - 1));
  }

  private static String shortened(@Nullable String text) {
    String shown = String.valueOf(text);
    return shown.length() <= 40 ? "'" + shown + "'" : "'" + shown.substring(0, 40) + "...'";
  }
}
