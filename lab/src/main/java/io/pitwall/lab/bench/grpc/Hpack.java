package io.pitwall.lab.bench.grpc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Header compression of HTTP/2. Encodes without state, so that a block can be made once and sent
 * with every call; decodes all there is. An instance decodes the blocks of one connection in the
 * order they came, on one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7541">RFC 7541</a>
 */
final class Hpack {
  private static final int DEFAULT_TABLE_BYTES = 4096;

  private final HeaderTable table = new HeaderTable(DEFAULT_TABLE_BYTES);
  private byte[] block = {};
  private int at;

  /** Headers by the static table where it knows them, else as literals added to no table. */
  static byte[] encode(Map<String, String> headers) {
    var out = new ByteArrayOutputStream();
    headers.forEach(
        (name, value) -> {
          int whole = HeaderTable.indexOf(name, value);
          if (whole > 0) {
            number(out, 0x80, 7, whole);
            return;
          }
          int known = HeaderTable.indexOf(name);
          number(out, 0, 4, known);
          if (known == 0) {
            text(out, name);
          }
          text(out, value);
        });
    return out.toByteArray();
  }

  /** The headers of a block; of several with the same name the last. */
  Map<String, String> decode(byte[] headerBlock) {
    block = headerBlock;
    at = 0;
    Map<String, String> headers = new LinkedHashMap<>();
    while (at < block.length) {
      int first = block[at] & 0xff;
      if (first >= 0x80) {
        HeaderTable.Entry entry = table.get(number(7));
        headers.put(entry.name(), entry.value());
      } else if (first >= 0x40) {
        HeaderTable.Entry entry = literal(6);
        table.add(entry);
        headers.put(entry.name(), entry.value());
      } else if (first >= 0x20) {
        table.resize(number(5));
      } else {
        HeaderTable.Entry entry = literal(4);
        headers.put(entry.name(), entry.value());
      }
    }
    return headers;
  }

  private HeaderTable.Entry literal(int prefixBits) {
    int index = number(prefixBits);
    String name = index == 0 ? text() : table.get(index).name();
    return new HeaderTable.Entry(name, text());
  }

  private String text() {
    boolean huffman = (block[at] & 0x80) != 0;
    int length = number(7);
    int from = at;
    at += length;
    return huffman
        ? Huffman.decode(block, from, length)
        : new String(block, from, length, StandardCharsets.ISO_8859_1);
  }

  private int number(int prefixBits) {
    int mask = (1 << prefixBits) - 1;
    int number = block[at++] & mask;
    if (number < mask) {
      return number;
    }
    int shift = 0;
    int next;
    do {
      next = block[at++] & 0xff;
      number += (next & 0x7f) << shift;
      shift += 7;
    } while (next >= 0x80);
    return number;
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    number(out, 0, 7, bytes.length);
    out.writeBytes(bytes);
  }

  private static void number(ByteArrayOutputStream out, int prefix, int prefixBits, int number) {
    int mask = (1 << prefixBits) - 1;
    if (number < mask) {
      out.write(prefix | number);
      return;
    }
    out.write(prefix | mask);
    int rest = number - mask;
    while (rest >= 0x80) {
      out.write((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    out.write(rest);
  }
}
