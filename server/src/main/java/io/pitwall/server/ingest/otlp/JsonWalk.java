package io.pitwall.server.ingest.otlp;

import io.pitwall.server.ingest.wire.DecodeException;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One passage through a JSON text, object by object, of which only what is asked for becomes a
 * tree. Throws what Jackson throws where the text is not JSON or exceeds the bounds. Not
 * thread-safe.
 */
final class JsonWalk implements AutoCloseable {
  /** Enough for lists and maps inside attributes as deep as they are followed. */
  private static final int MAX_DEPTH = 128;

  /** A span of a dozen attributes has about 150. */
  private static final int MAX_TOKENS = 4_000_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxTokenCount(MAX_TOKENS)
                          .maxStringLength(16 << 20)
                          .build())
                  .build())
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonParser parser;

  JsonWalk(byte[] text) {
    parser = MAPPER.createParser(text);
  }

  /** Walks through the whole text, which must be one object. */
  void text(Consumer<String> field) {
    parser.nextToken();
    object("the body", field);
    if (parser.nextToken() != null) {
      throw new DecodeException("Expected the end after the JSON object, but got more");
    }
  }

  /**
   * Walks through the object at this place and calls for each field with its name in
   * lowerCamelCase; what is called must go over the value.
   *
   * @param what how a fault names it
   */
  void object(String what, Consumer<String> field) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new DecodeException(
          "Expected a JSON object in '%s', but got %s".formatted(what, here()));
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = JsonFields.camelCase(parser.currentName());
      parser.nextToken();
      field.accept(name);
    }
  }

  /** Walks through the list at this place; what is called must go over the element. */
  void list(String what, Runnable element) {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new DecodeException("Expected a list in '%s', but got %s".formatted(what, here()));
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      element.run();
    }
  }

  /** Goes over the object at this place and returns it. */
  JsonNode tree(String what) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new DecodeException(
          "Expected a JSON object in '%s', but got %s".formatted(what, here()));
    }
    return MAPPER.readTree(parser);
  }

  boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /** Goes over the value at this place. */
  void skip() {
    parser.skipChildren();
  }

  private String here() {
    return parser.currentToken() == null ? "nothing" : parser.currentToken().toString();
  }

  @Override
  public void close() {
    parser.close();
  }
}
