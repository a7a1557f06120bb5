package io.pitwall.server.ingest.otlp;

import io.pitwall.engine.intake.RawSource;
import io.pitwall.model.trace.Attributes;
import io.pitwall.server.ingest.wire.ProtoReader;

/** Reads who sent something: resource and instrumentation scope. */
final class ProtoScopes {

  /** Finds the resource of the message that was just entered, which is read to its end. */
  static Attributes findResource(ProtoReader reader) {
    Attributes.Builder attributes = Attributes.builder();
    while (reader.next()) {
      if (reader.field() == 1) {
        int outer = reader.enter();
        while (reader.next()) {
          if (reader.field() == 1) {
            ProtoValues.readInto(reader, attributes);
          } else {
            reader.skip();
          }
        }
        reader.leave(outer);
      } else {
        reader.skip();
      }
    }
    return attributes.build();
  }

  /** Finds the scope of the message that was just entered, which is read to its end. */
  static RawSource findScope(ProtoReader reader, Attributes resource) {
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
    return new RawSource(resource, name, version);
  }

  private ProtoScopes() {}
}
