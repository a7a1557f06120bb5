package io.pitwall.server.http;

import java.util.Set;

/**
 * A secret that callers send as {@code Authorization: Bearer}.
 *
 * @param name under which its use is audited
 * @param secret what is sent, at least {@link #MIN_LENGTH} printable ASCII characters
 * @param access what it allows
 */
public record AccessToken(String name, String secret, Set<Access> access) {

  /** Shorter secrets can be guessed. */
  public static final int MIN_LENGTH = 16;

  public AccessToken {
    access = Set.copyOf(access);
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "Expected every token to have a name, but got an empty one");
    }
    if (secret.length() < MIN_LENGTH || !secret.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException(
          "Expected the token '"
              + name
              + "' to have at least "
              + MIN_LENGTH
              + " printable characters without spaces, but it has "
              + secret.length());
    }
    if (access.isEmpty() || access.contains(Access.OPEN)) {
      throw new IllegalArgumentException(
          "Expected the token '" + name + "' to allow read, ingest or admin, but got " + access);
    }
  }

  /** Everything but the secret. */
  @Override
  public String toString() {
    return "AccessToken[" + name + " " + access + "]";
  }
}
