package io.pitwall.server.ingest.otlp;

import io.pitwall.engine.intake.RawSource;
import io.pitwall.model.trace.Attributes;

/** Reads who sent something: resource and instrumentation scope. */
final class ProtoScopes {

  /** Reads a {@code Resource}, the current field. */
  static Attributes readResource(ProtoReader reader) {
    Attributes.Builder attributes = Attributes.builder();
    int outer = reader.enter();
    while (reader.next()) {
      if (reader.field() == 1) {
        ProtoValues.readInto(reader, attributes);
      } else {
        reader.skip();
      }
    }
    reader.leave(outer);
    return attributes.build();
  }

  /** Finds the scope of the message that was just entered, and goes back to its start. */
  static RawSource readSource(ProtoReader reader, Attributes resource) {
    int start = reader.position();
    String name = "";
    String version = "";
    while (reader.next()) {
      if (reader.field() == 1) {
        int outer = reader.enter();
        while (reader.next()) {
          switch (reader.field()) {
            case 1 -> name = reader.text();
            case 2 -> version = reader.text();
            default -> reader.skip();
          }
        }
        reader.leave(outer);
      } else {
        reader.skip();
      }
    }
    reader.rewind(start);
    return new RawSource(resource, name, version);
  }

  private ProtoScopes() {}
}
