package io.pitwall.server.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Decides who may do what by the bearer token of a request. Tokens are compared by their digests
 * and all of them every time, so that neither a token's content nor its place can be timed. Without
 * tokens everybody may do everything; {@link HttpServer} then listens on loopback only.
 * Thread-safe.
 */
public final class Authorizer {

  /** What became of a check. */
  public sealed interface Decision {
    /** The caller may go on. */
    record Granted(Caller caller) implements Decision {}

    /** The caller may not. */
    record Refused(Problem problem) implements Decision {}
  }

  private final List<Known> known;

  public Authorizer(List<AccessToken> tokens) {
    var names = new HashSet<String>();
    var list = new ArrayList<Known>();
    for (AccessToken token : tokens) {
      if (!names.add(token.name())) {
        throw new IllegalArgumentException(
            "Expected tokens with different names, but got '" + token.name() + "' twice");
      }
      list.add(new Known(digest(token.secret()), new Caller(token.name(), token.access())));
    }
    this.known = List.copyOf(list);
  }

  /** Whether no tokens are set. */
  public boolean isOpen() {
    return known.isEmpty();
  }

  /** Checks the {@code Authorization} header of a request against what the route demands. */
  public Decision check(Optional<String> authorization, Access needed) {
    if (isOpen()) {
      return new Decision.Granted(Caller.LOCAL);
    }
    if (authorization.isEmpty()) {
      return needed == Access.OPEN
          ? new Decision.Granted(Caller.ANONYMOUS)
          : unauthorized(
              "Expected a token in the header 'Authorization: Bearer ...', but got none");
    }
    String value = authorization.get();
    if (!value.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return unauthorized(
          "Expected the header 'Authorization: Bearer ...', but got another scheme");
    }
    byte[] presented = digest(value.substring(7).strip());
    Optional<Caller> caller = Optional.empty();
    for (Known candidate : known) {
      if (MessageDigest.isEqual(candidate.digest, presented)) {
        caller = Optional.of(candidate.caller);
      }
    }
    if (caller.isEmpty()) {
      return unauthorized("Expected one of the configured tokens (auth.tokens), but got another");
    }
    return caller.get().may(needed)
        ? new Decision.Granted(caller.get())
        : new Decision.Refused(
            Problem.of(
                403,
                "Expected a token with the scope "
                    + needed.name().toLowerCase(java.util.Locale.ROOT)
                    + ", but '"
                    + caller.get().name()
                    + "' does not have it (auth.tokens)"));
  }

  private static Decision unauthorized(String detail) {
    return new Decision.Refused(
        Problem.of(401, detail).header("WWW-Authenticate", "Bearer realm=\"pitwall\""));
  }

  private static byte[] digest(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static final class Known {
    final byte[] digest;
    final Caller caller;

    Known(byte[] digest, Caller caller) {
      this.digest = digest;
      this.caller = caller;
    }
  }
}
