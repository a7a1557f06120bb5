package io.pitwall.server.ingest.otlp;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * Writes messages in ways that protobuf allows and nobody uses: fields in any order, repeated
 * numbers packed, single or both, unknown fields of every wire type in between.
 */
final class OddWire {
  private final Random random;

  private interface Piece {
    void write(CodedOutputStream out) throws IOException;
  }

  OddWire(long seed) {
    random = new Random(seed);
  }

  byte[] write(Message message) {
    // One queue for each field, for the elements of a repeated field must keep their order.
    Map<Integer, Deque<Piece>> queues = new TreeMap<>();
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              Deque<Piece> queue = new ArrayDeque<>();
              if (field.isRepeated()) {
                repeated(field, (List<?>) value, queue);
              } else {
                queue.add(out -> single(field, value, out));
              }
              queues.put(field.getNumber(), queue);
            });
    List<Integer> turns = new ArrayList<>();
    queues.forEach((number, queue) -> turns.addAll(Collections.nCopies(queue.size(), number)));
    Collections.shuffle(turns, random);
    return bytes(
        out -> {
          for (int number : turns) {
            if (random.nextInt(8) == 0) {
              unknown(out, 0);
            }
            Objects.requireNonNull(queues.get(number)).remove().write(out);
          }
          if (random.nextInt(8) == 0) {
            unknown(out, 0);
          }
        });
  }

  private void repeated(FieldDescriptor field, List<?> values, Deque<Piece> queue) {
    int at = 0;
    while (at < values.size()) {
      if (field.isPackable() && random.nextBoolean()) {
        int to = at + 1 + random.nextInt(values.size() - at);
        List<?> some = values.subList(at, to);
        queue.add(
            out ->
                out.writeByteArray(
                    field.getNumber(),
                    bytes(
                        packed -> {
                          for (Object value : some) {
                            if (value instanceof Double number) {
                              packed.writeDoubleNoTag(number);
                            } else if (field.getType() == FieldDescriptor.Type.FIXED64) {
                              packed.writeFixed64NoTag((Long) value);
                            } else {
                              packed.writeUInt64NoTag((Long) value);
                            }
                          }
                        })));
        at = to;
      } else {
        Object value = values.get(at++);
        queue.add(out -> single(field, value, out));
      }
    }
  }

  private void single(FieldDescriptor field, Object value, CodedOutputStream out)
      throws IOException {
    int number = field.getNumber();
    switch (field.getType()) {
      case MESSAGE -> out.writeByteArray(number, write((Message) value));
      case STRING -> out.writeString(number, (String) value);
      case BYTES -> out.writeBytes(number, (com.google.protobuf.ByteString) value);
      case BOOL -> out.writeBool(number, (Boolean) value);
      case DOUBLE -> out.writeDouble(number, (Double) value);
      case INT64 -> out.writeInt64(number, (Long) value);
      case UINT64 -> out.writeUInt64(number, (Long) value);
      case UINT32 -> out.writeUInt32(number, (Integer) value);
      case SINT32 -> out.writeSInt32(number, (Integer) value);
      case FIXED32 -> out.writeFixed32(number, (Integer) value);
      case FIXED64 -> out.writeFixed64(number, (Long) value);
      case SFIXED64 -> out.writeSFixed64(number, (Long) value);
      case ENUM -> out.writeEnum(number, ((EnumValueDescriptor) value).getNumber());
      default -> throw new IllegalArgumentException("Expected a type of OTLP, but got " + field);
    }
  }

  private void unknown(CodedOutputStream out, int depth) throws IOException {
    int number = 100 + random.nextInt(1_000_000);
    switch (random.nextInt(depth < 3 ? 5 : 4)) {
      case 0 -> out.writeUInt64(number, random.nextLong());
      case 1 -> out.writeFixed64(number, random.nextLong());
      case 2 -> out.writeFixed32(number, random.nextInt());
      case 3 -> out.writeByteArray(number, new byte[random.nextInt(300)]);
      default -> {
        out.writeTag(number, WireFormat.WIRETYPE_START_GROUP);
        unknown(out, depth + 1);
        unknown(out, depth + 1);
        out.writeTag(number, WireFormat.WIRETYPE_END_GROUP);
      }
    }
  }

  private static byte[] bytes(Piece piece) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      piece.write(out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
