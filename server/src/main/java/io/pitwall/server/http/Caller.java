package io.pitwall.server.http;

import java.util.Set;

/**
 * Who sends a request.
 *
 * @param name name of the token, {@code local} where no tokens are set
 * @param access what the token allows
 */
public record Caller(String name, Set<Access> access) {

  /** Anybody on this machine, while no tokens are set. */
  public static final Caller LOCAL =
      new Caller("local", Set.of(Access.READ, Access.INGEST, Access.ADMIN));

  /** Anybody without a token, on an open route. */
  public static final Caller ANONYMOUS = new Caller("anonymous", Set.of());

  public Caller {
    access = Set.copyOf(access);
  }

  public boolean may(Access needed) {
    return needed == Access.OPEN || access.contains(needed) || access.contains(Access.ADMIN);
  }
}
