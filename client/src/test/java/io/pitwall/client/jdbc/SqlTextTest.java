package io.pitwall.client.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "postgresql | SELECT * FROM t WHERE a = 'x' AND b = 12 | SELECT * FROM t WHERE a = ? AND b = ?",
        "postgresql | SELECT 'it''s', 1.5e-3, .5, -7, 0xFF | SELECT ?, ?, ?, -?, ?",
        "postgresql | SELECT $1, $tag$ it's $tag$, $$x$$ FROM t2 | SELECT $?, ?, ? FROM t2",
        "postgresql | SELECT E'a\\'b', 'secret' | SELECT ?",
        "postgresql | SELECT 'a\\\\', c | SELECT ?, c",
        "postgresql | SELECT \"odd name\", N'x' /* it's /* a */ b */ FROM t | SELECT \"odd name\", ? FROM t",
        "postgresql | SELECT a -- it's | SELECT a",
        "postgresql | SELECT a #>> '{k}' FROM t | SELECT a #>> ? FROM t",
        "mysql | SELECT \"it's\", `a b` # it's | SELECT ?, `a b`",
        "mysql | SELECT 5--'x' | SELECT ?--?",
        "oracle.db | SELECT q'[it's]' , 'x' FROM dual | SELECT ?",
        "microsoft.sql_server | SELECT [it's] FROM t WHERE b = 'x' | SELECT [it's] FROM t WHERE b = ?",
        "postgresql | SELECT 'never ends | SELECT ?",
      })
  void valuesBecomeQuestionMarks(String system, String sql, String expected) {
    assertThat(SqlText.sanitised(sql, system)).isEqualTo(expected);
  }

  @Test
  void whitespaceAndCommentsBecomeOneSpace() {
    assertThat(SqlText.sanitised("SELECT\n\t a,\r\n-- no\n b", "h2database"))
        .isEqualTo("SELECT a, b");
  }

  @ParameterizedTest
  @CsvSource({
    "SELECT ?,SELECT",
    "insert into t,INSERT",
    "secret,OTHER",
    "'',OTHER",
    "(SELECT,OTHER"
  })
  void theOperationIsOneOfAFew(String sql, String expected) {
    assertThat(SqlText.operation(sql)).isEqualTo(expected);
  }

  @Test
  void noStringGetsThroughWhateverItsSurroundingsAre() {
    String[] parts = {
      "SELECT ",
      "'secret'",
      "'it''s secret'",
      "'secret\\\\'",
      "'\\'secret'",
      "/* ' */",
      "-- '\n",
      "a",
      ", ",
      "\"n\"",
      "=",
      " ",
      "12",
      "$1",
      "E'secret'",
      "$$secret's$$",
      "`b`",
      "\n"
    };
    long seed = 20_261_122;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder sql = new StringBuilder();
      for (int n = random.nextInt(8); n >= 0; n--) {
        sql.append(parts[random.nextInt(parts.length)]).append(' ');
      }
      assertThat(SqlText.sanitised(sql.toString(), "postgresql"))
          .as("seed %s, sql %s", seed, sql)
          .doesNotContain("secret");
    }
  }
}
