package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthorizerTest {
  private static final AccessToken READER =
      new AccessToken("reader", "reader-secret-0123", Set.of(Access.READ));
  private static final AccessToken ADMIN =
      new AccessToken("boss", "admin-secret-01234", Set.of(Access.ADMIN));
  private final Authorizer authorizer = new Authorizer(List.of(READER, ADMIN));

  @Test
  void scopesAreKept() {
    assertThat(check("Bearer reader-secret-0123", Access.READ)).isEqualTo("reader");
    assertThat(check("bearer  reader-secret-0123 ", Access.READ)).isEqualTo("reader");
    assertThat(check("Bearer reader-secret-0123", Access.INGEST)).isEqualTo("403");
    assertThat(check("Bearer reader-secret-0123", Access.ADMIN)).isEqualTo("403");
  }

  @Test
  void adminMayReadAndIngest() {
    for (Access access : Access.values()) {
      assertThat(check("Bearer admin-secret-01234", access)).isEqualTo("boss");
    }
  }

  @Test
  void strangersAreRefusedWithAChallenge() {
    for (String header :
        List.of("Bearer reader-secret-012", "Bearer ", "Basic cmVhZGVy", "reader-secret-0123")) {
      assertThat(check(header, Access.READ)).as(header).isEqualTo("401");
    }
    var refused = (Authorizer.Decision.Refused) authorizer.check(Optional.empty(), Access.READ);
    assertThat(refused.problem().headers())
        .containsEntry("WWW-Authenticate", "Bearer realm=\"pitwall\"");
    assertThat(refused.problem().detail()).contains("Authorization: Bearer");
  }

  @Test
  void openRoutesNeedNoToken() {
    assertThat(authorizer.check(Optional.empty(), Access.OPEN))
        .isEqualTo(new Authorizer.Decision.Granted(Caller.ANONYMOUS));
  }

  @Test
  void withoutTokensEverybodyIsLocal() {
    assertThat(new Authorizer(List.of()).check(Optional.empty(), Access.ADMIN))
        .isEqualTo(new Authorizer.Decision.Granted(Caller.LOCAL));
  }

  @Test
  void secretsAreNeverShown() {
    assertThat(READER.toString()).contains("reader").doesNotContain("secret");
    assertThatThrownBy(() -> new AccessToken("weak", "hunter2", Set.of(Access.READ)))
        .hasMessageContaining("'weak'")
        .hasMessageContaining("16")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void namesAreUnique() {
    assertThatThrownBy(() -> new Authorizer(List.of(READER, READER)))
        .hasMessageContaining("'reader' twice");
  }

  private String check(String header, Access access) {
    return switch (authorizer.check(Optional.of(header), access)) {
      case Authorizer.Decision.Granted granted -> granted.caller().name();
      case Authorizer.Decision.Refused refused -> Integer.toString(refused.problem().status());
    };
  }
}
