package io.pitwall.analysis.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever comes in, it ends, and no literal comes out. */
class SqlFuzzTest {
  private static final long SEED = 20_261_122;
  private static final String[] PIECES = {
    "SELECT", "FROM", "IN", "VALUES", "(", ")", ",", " ", "\n", "'", "''", "\"", "`", "[", "]", "$",
    "$$", "$a$", "/*", "*/", "--", "#", "\\", "\\'", "q'[", "]'", "E'", "X'", "U&'", ":", "?", ".",
    "-", "+", "e", "0x", "1", ";", "\u0000", "\ud800", "é", "WITH", "JOIN", "UPDATE", "CREATE",
    "TABLE"
  };

  @ParameterizedTest
  @EnumSource
  void anyTextIsNormalisedAndNoQuoteOfAStringIsLeft(SqlDialect dialect) {
    Random random = new Random(SEED);
    for (int round = 0; round < 4_000; round++) {
      StringBuilder sql = new StringBuilder();
      int length = random.nextInt(40);
      for (int i = 0; i < length; i++) {
        sql.append(
            random.nextInt(10) == 0
                ? String.valueOf((char) random.nextInt(0x10000))
                : PIECES[random.nextInt(PIECES.length)]);
      }
      SqlText once = SqlText.of(sql.toString(), dialect);
      assertThat(once.summary().length()).isLessThanOrEqualTo(SqlSummary.MAX_LENGTH);
      assertThat(once.text()).as("seed %d, %s", SEED, sql).doesNotContain("'");
    }
  }

  /** Statements whose parts are known: what stands in a literal must not come out. */
  @ParameterizedTest
  @EnumSource
  void noLiteralOfAStatementIsLeft(SqlDialect dialect) {
    Random random = new Random(SEED);
    for (int round = 0; round < 4_000; round++) {
      StringBuilder sql = new StringBuilder("SELECT a FROM t WHERE ");
      List<String> secrets = new ArrayList<>();
      int terms = 1 + random.nextInt(6);
      for (int i = 0; i < terms; i++) {
        String secret = "zq" + random.nextInt(1_000_000) + "zq";
        secrets.add(secret);
        sql.append(i == 0 ? "" : " AND ").append("c").append(i).append(literal(random, secret));
      }
      String text = SqlText.of(sql.toString(), dialect).text();
      for (String secret : secrets) {
        assertThat(text).as("seed %d, %s", SEED, sql).doesNotContain(secret);
      }
      assertThat(text).startsWith("SELECT a FROM t WHERE c0");
    }
  }

  private static String literal(Random random, String secret) {
    return switch (random.nextInt(8)) {
      case 0 -> " = '" + secret + "'";
      case 1 -> "='it''s " + secret + "'";
      case 2 -> " IN ('" + secret + "', 'b', 3)";
      case 3 -> " = $$" + secret + "$$";
      case 4 -> " = $x$'" + secret + "$x$";
      case 5 -> " > 5" + secret;
      case 6 -> " = N'" + secret + "\n' /* " + secret + " */ ";
      default -> " LIKE '%" + secret + "%' -- " + secret + "\n";
    };
  }

  @ParameterizedTest
  @EnumSource
  void timeGrowsNoFasterThanTheText(SqlDialect dialect) {
    for (String piece : PIECES) {
      String sql = piece.repeat(SqlText.MAX_INPUT / piece.length());
      long started = System.nanoTime();
      SqlText.of(sql, dialect);
      assertThat((System.nanoTime() - started) / 1e9).as(piece).isLessThan(1.0);
    }
  }
}
