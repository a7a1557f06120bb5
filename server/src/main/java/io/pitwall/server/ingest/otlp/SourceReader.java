package io.pitwall.server.ingest.otlp;

import io.pitwall.model.trace.Attributes;

/**
 * Reads who sent something: {@code Resource} and {@code InstrumentationScope}. Both stand in front
 * of what they belong to, but nothing forces a sender to write them first, so they are looked for
 * before the rest is read.
 */
final class SourceReader {
  /** Field number of the resource in {@code ResourceSpans} and the scope in {@code ScopeSpans}. */
  private static final int SENDER = Wire.tag(1, Wire.BYTES);

  private static final int RESOURCE_ATTRIBUTES = Wire.tag(1, Wire.BYTES);
  private static final int SCOPE_NAME = Wire.tag(1, Wire.BYTES);
  private static final int SCOPE_VERSION = Wire.tag(2, Wire.BYTES);

  /** Name and version of an instrumentation, empty if not said. */
  record Scope(String name, String version) {
    static final Scope NONE = new Scope("", "");
  }

  private final AttributeReader attributes;
  private final StringCache strings;

  SourceReader(AttributeReader attributes, StringCache strings) {
    this.attributes = attributes;
    this.strings = strings;
  }

  /** The resource of the message that has just been entered; the reader stays at its start. */
  Attributes resource(Wire wire) {
    int start = wire.position();
    Attributes.Builder found = Attributes.builder();
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == SENDER) {
        int outer = wire.enter();
        while (wire.hasMore()) {
          int inner = wire.tag();
          if (inner == RESOURCE_ATTRIBUTES) {
            attributes.read(wire, found);
          } else {
            wire.skip(inner);
          }
        }
        wire.leave(outer);
      } else {
        wire.skip(tag);
      }
    }
    wire.rewind(start);
    return found.build();
  }

  /** The scope of the message that has just been entered; the reader stays at its start. */
  Scope scope(Wire wire) {
    int start = wire.position();
    Scope found = Scope.NONE;
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == SENDER) {
        found = readScope(wire);
      } else {
        wire.skip(tag);
      }
    }
    wire.rewind(start);
    return found;
  }

  private Scope readScope(Wire wire) {
    int outer = wire.enter();
    String name = "";
    String version = "";
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == SCOPE_NAME) {
        name = wire.text(strings);
      } else if (tag == SCOPE_VERSION) {
        version = wire.text(strings);
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
    return new Scope(name, version);
  }

  /** Adds the raw bytes of the sender to a key; the reader stays at the start of the message. */
  static void addKey(Wire wire, ByteHash.Gatherer key) {
    int start = wire.position();
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == SENDER) {
        int outer = wire.enter();
        key.add(wire.array(), wire.position(), wire.remaining());
        wire.leave(outer);
      } else {
        wire.skip(tag);
      }
    }
    wire.rewind(start);
  }
}
