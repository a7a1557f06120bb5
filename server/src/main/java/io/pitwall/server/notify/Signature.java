package io.pitwall.server.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs web hooks as <a
 * href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 * Webhooks</a> says, for which there are libraries in many languages: HMAC-SHA256 over id, time and
 * body. The id is the same however often a message is sent, so that a receiver can drop a repeat.
 */
final class Signature {
  static final String ID = "webhook-id";
  static final String TIMESTAMP = "webhook-timestamp";
  static final String SIGNATURE = "webhook-signature";
  private static final String PREFIX = "whsec_";

  /**
   * The value of the header.
   *
   * @param key text; after {@code whsec_} Base64 of the key itself
   */
  static String of(Secret key, String id, long epochSeconds, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(key.value()), "HmacSHA256"));
      byte[] hash =
          mac.doFinal((id + "." + epochSeconds + "." + body).getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected every Java to know HMAC-SHA256", e);
    }
  }

  private static byte[] bytes(String key) {
    return key.startsWith(PREFIX)
        ? Base64.getDecoder().decode(key.substring(PREFIX.length()))
        : key.getBytes(StandardCharsets.UTF_8);
  }

  private Signature() {}
}
