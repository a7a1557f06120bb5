package io.pitwall.server.config;

import io.pitwall.server.http.AccessToken;
import java.util.List;

/**
 * The section {@code auth}: who may do what.
 *
 * @param tokens secrets that callers send; without any the server listens on loopback only and
 *     trusts everybody there
 */
public record AuthConfig(List<AccessToken> tokens) {
  static final AuthConfig DEFAULT = new AuthConfig(List.of());

  public AuthConfig {
    tokens = List.copyOf(tokens);
    long names = tokens.stream().map(AccessToken::name).distinct().count();
    if (names < tokens.size()) {
      throw new IllegalArgumentException(
          "Expected tokens with different names in auth.tokens, but got "
              + tokens.stream().map(AccessToken::name).toList());
    }
  }
}
