package io.pitwall.lab.bench.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples are those of RFC 7541, appendix C. */
class HpackTest {
  private final Hpack hpack = new Hpack();

  @Test
  void decodesHuffmanTextAndRemembersIt() {
    assertThat(decode("8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff"))
        .containsEntry(":method", "GET")
        .containsEntry(":scheme", "http")
        .containsEntry(":path", "/")
        .containsEntry(":authority", "www.example.com")
        .hasSize(4);
    assertThat(decode("8286 84be 5886 a8eb 1064 9cbf"))
        .containsEntry(":authority", "www.example.com")
        .containsEntry("cache-control", "no-cache");
    assertThat(decode("8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf"))
        .containsEntry(":authority", "www.example.com")
        .containsEntry(":path", "/index.html")
        .containsEntry("custom-key", "custom-value");
  }

  @Test
  void evictsTheOldestWhenTheTableIsFull() {
    decode("3fe1 01"); // the examples have a table of 256 bytes
    assertThat(
            decode(
                "4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0"
                    + "82a6 2d1b ff6e 919d 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3"))
        .containsEntry(":status", "302")
        .containsEntry("date", "Mon, 21 Oct 2013 20:13:21 GMT")
        .containsEntry("location", "https://www.example.com");
    assertThat(decode("4883 640e ffc1 c0bf"))
        .containsEntry(":status", "307")
        .containsEntry("cache-control", "private")
        .containsEntry("location", "https://www.example.com");
    assertThatIllegalArgumentException()
        .as("302 made room for 307")
        .isThrownBy(() -> decode("c2"))
        .withMessageContaining("1..65");
  }

  @Test
  void readsWhatItWrites() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(":method", "POST");
    headers.put(":path", "/service/Method");
    headers.put("content-type", "application/grpc");
    headers.put("te", "trailers");
    headers.put("long", "x".repeat(1_000));

    byte[] block = Hpack.encode(headers);

    assertThat(hpack.decode(block)).isEqualTo(headers);
    assertThat(block[0]).as("index of :method POST").isEqualTo((byte) 0x83);
    assertThat(hpack.decode(block)).as("leaves no state").isEqualTo(headers);
  }

  @Test
  void decodesHuffmanUpToThePadding() {
    byte[] text = HexFormat.of().parseHex("d07abe941054d444a8200595040b8166e082a62d1bff");
    assertThat(Huffman.decode(text, 0, text.length)).isEqualTo("Mon, 21 Oct 2013 20:13:21 GMT");
  }

  private Map<String, String> decode(String hex) {
    return hpack.decode(HexFormat.of().parseHex(hex.replace(" ", "")));
  }
}
