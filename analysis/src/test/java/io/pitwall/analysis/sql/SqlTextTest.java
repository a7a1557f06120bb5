package io.pitwall.analysis.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTextTest {

  private static String text(String sql, SqlDialect dialect) {
    return SqlText.of(sql, dialect).text();
  }

  private static String summary(String sql) {
    return SqlText.of(sql, SqlDialect.STANDARD).summary();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SELECT E'it\\'s' , N'x', X'00ff'   | SELECT ? , ?, ?",
        "SELECT $$it's$$, $a$ $$ 'x' $a$, $1 | SELECT ?, ?, $1",
        "SELECT q'[it's]', nq'!a'b!'        | SELECT ?, ?",
        "SELECT U&'d\\0061t'                | SELECT ?",
        "SELECT DATE'2026-01-31', 1_000, 1L | SELECT DATE?, ?, ?",
        "SELECT \"a 1\" FROM \"T 2\"        | SELECT \"a 1\" FROM \"T 2\"",
        "SELECT 'open secret                | SELECT ?",
        "SELECT 1 /* a /* b */ 'secret' */  | SELECT ? ",
        "SELECT x::int, :name, ?, @p1       | SELECT x::int, :name, ?, @p1",
      })
  void everyFormOfALiteralIsReplaced(String sql, String expected) {
    assertThat(text(sql, SqlDialect.STANDARD).strip()).isEqualTo(expected.strip());
  }

  @Test
  void aDialectDecidesWhatADoubleQuoteAndABackslashAre() {
    assertThat(text("SELECT \"a\", 'b\\'c', d # 'e'", SqlDialect.MYSQL))
        .isEqualTo("SELECT ?, ?, d ");
    assertThat(text("SELECT \"a\", 'b\\', c", SqlDialect.STANDARD)).isEqualTo("SELECT \"a\", ?, c");
    assertThat(text("SELECT '''it's''', x", SqlDialect.BIGQUERY)).isEqualTo("SELECT ?, x");
    assertThat(text("SELECT [a 1] FROM [t]", SqlDialect.SQLSERVER))
        .isEqualTo("SELECT [a 1] FROM [t]");
  }

  @Test
  void inAnUnknownDialectWhateverCouldBeALiteralIsOne() {
    assertThat(text("SELECT \"bob\", x", SqlDialect.UNKNOWN)).isEqualTo("SELECT ?, x");
    assertThat(text("SELECT 'a\\' secret 'b', x", SqlDialect.UNKNOWN)).isEqualTo("SELECT ?");
  }

  @Test
  void listsOfValuesOfEverySizeAreTheSameQuery() {
    assertThat(
            text("SELECT * FROM t WHERE a IN (1, 2, 'x') AND b IN ( $1,$2 )", SqlDialect.STANDARD))
        .isEqualTo("SELECT * FROM t WHERE a IN (?) AND b IN (?)");
    assertThat(text("INSERT INTO t (a, b) VALUES (1, 'x'), (2, 'y'), (?, ?)", SqlDialect.STANDARD))
        .isEqualTo("INSERT INTO t (a, b) VALUES (?, ?)");
    assertThat(text("SELECT * FROM t WHERE a IN (SELECT b FROM u)", SqlDialect.STANDARD))
        .isEqualTo("SELECT * FROM t WHERE a IN (SELECT b FROM u)");
    assertThat(
            text("INSERT INTO t VALUES (1, now()), (2, now()) RETURNING id", SqlDialect.STANDARD))
        .isEqualTo("INSERT INTO t VALUES (?, now()), (?, now()) RETURNING id");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "UPDATE a.t SET x = 1 WHERE y IN (SELECT z FROM u)      | UPDATE a.t SELECT u",
        "DELETE FROM t WHERE extract(year FROM d) = 1, x        | DELETE t",
        "SELECT a, (SELECT max(x) FROM t), b FROM c             | SELECT SELECT t c",
        "SELECT * FROM t WHERE a IS DISTINCT FROM b FOR UPDATE  | SELECT t",
        "WITH x AS (SELECT a FROM t) SELECT * FROM x            | SELECT t SELECT x",
        "INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET b = 2 | INSERT t",
        "MERGE INTO t USING s ON (t.a = s.a) WHEN MATCHED THEN UPDATE SET b = 1 | MERGE t",
        "CREATE UNIQUE INDEX IF NOT EXISTS ix ON t (a)          | CREATE INDEX ix",
        "TRUNCATE TABLE t; SELECT \"my table\".* FROM \"my table\" | TRUNCATE TABLE t SELECT \"my table\"",
        "CALL refresh(1)                                        | CALL refresh",
        "BEGIN                                                  | BEGIN",
        "EXPLAIN SELECT 1 FROM ONLY t                           | EXPLAIN SELECT t",
      })
  void theSummaryNamesOperationsAndWhatTheyWorkOn(String sql, String expected) {
    assertThat(summary(sql)).isEqualTo(expected);
  }

  @Test
  void aSummaryEndsBeforeAPartThatDoesNotFit() {
    String sql = "SELECT * FROM " + "t".repeat(200) + " JOIN " + "u".repeat(200) + " JOIN v";
    assertThat(summary(sql)).isEqualTo("SELECT " + "t".repeat(200));
  }

  @Test
  void layoutDoesNotTellQueriesApart() {
    assertThat(SqlText.of(" SELECT  a\n\tFROM t ", SqlDialect.STANDARD).oneLine())
        .isEqualTo("SELECT a FROM t");
  }

  @Test
  void whatIsTooLongIsCutBeforeItIsRead() {
    SqlText cut =
        SqlText.of("SELECT '" + "secret ".repeat(10_000) + "', x FROM t", SqlDialect.STANDARD);
    assertThat(cut.text()).isEqualTo("SELECT ?");
  }

  @Test
  void systemsThatSpeakAnotherLanguageAreKnown() {
    assertThat(SqlDialect.ofSystem("redis")).isEmpty();
    assertThat(SqlDialect.ofSystem("mongodb")).isEmpty();
    assertThat(SqlDialect.ofSystem("postgresql")).contains(SqlDialect.STANDARD);
    assertThat(SqlDialect.ofSystem("microsoft.sql_server")).contains(SqlDialect.SQLSERVER);
    assertThat(SqlDialect.ofSystem(null)).contains(SqlDialect.UNKNOWN);
  }
}
