package io.pitwall.server.ingest.otlp;

import java.util.Map;
import java.util.function.Supplier;

/**
 * How a field of OTLP/JSON is written in protobuf.
 *
 * @param number number of the field
 * @param shape how its value is written
 */
record JsonField(int number, Shape shape) {

  /** The forms a value can have. */
  sealed interface Shape {
    record Text() implements Shape {}

    record Bool() implements Shape {}

    record Float64() implements Shape {}

    /** Any whole number that is written with variable length. */
    record Varint() implements Shape {}

    /** A number that is written with zigzag. */
    record Zigzag() implements Shape {}

    /** A whole number of eight bytes. */
    record Fixed64() implements Shape {}

    /** Bytes in Base64. */
    record Bytes() implements Shape {}

    /**
     * Bytes in hexadecimal, as OTLP wants ids, or in Base64, as protobuf's own mapping writes them.
     *
     * @param size their number
     */
    record Id(int size) implements Shape {}

    /**
     * A number or one of its names.
     *
     * @param names numbers by name
     */
    record Choice(Map<String, Integer> names) implements Shape {}

    /**
     * Another message.
     *
     * @param fields its fields by name; supplied, because messages contain each other
     */
    record Message(Supplier<Map<String, JsonField>> fields) implements Shape {}
  }
}
