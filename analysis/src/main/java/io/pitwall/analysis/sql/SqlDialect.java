package io.pitwall.analysis.sql;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a database writes strings and comments, as far as it decides what is a literal. Where a
 * database is not known, whatever could be a literal is one.
 */
public enum SqlDialect {
  /** The standard: {@code "x"} is a name, and a backslash is nothing special. */
  STANDARD(false, false, false, false, false),
  /** MySQL and its kin: {@code "x"} is a string, backslashes escape, {@code #} is a comment. */
  MYSQL(true, true, true, false, false),
  /** BigQuery, Spark: as MySQL, and strings in three quotes. */
  BIGQUERY(true, true, true, false, true),
  /** ClickHouse, Snowflake: {@code "x"} is a name, backslashes escape. */
  CLICKHOUSE(false, true, false, false, false),
  /** SQL Server: {@code [x]} is a name. */
  SQLSERVER(false, false, false, true, false),
  /** Not known: {@code "x"} is taken for a string, a backslash before a quote for anything. */
  UNKNOWN(true, false, false, false, false);

  private static final Set<String> STANDARD_SYSTEMS =
      Set.of(
          "postgresql",
          "cockroachdb",
          "redshift",
          "aws.redshift",
          "oracle",
          "oracle.db",
          "db2",
          "ibm.db2",
          "h2",
          "h2database",
          "hsqldb",
          "derby",
          "firebirdsql",
          "duckdb",
          "trino",
          "presto",
          "teradata",
          "vertica",
          "edb",
          "greenplum",
          "hanadb",
          "sap.hana");
  private static final Set<String> OTHER_LANGUAGES =
      Set.of(
          "redis",
          "valkey",
          "memcached",
          "mongodb",
          "elasticsearch",
          "opensearch",
          "couchdb",
          "dynamodb",
          "aws.dynamodb",
          "neo4j",
          "geode",
          "hbase",
          "cosmosdb",
          "azure.cosmosdb",
          "influxdb",
          "milvus",
          "pinecone",
          "chroma",
          "qdrant",
          "weaviate",
          "marqo",
          "lancedb");

  final boolean doubleQuotedStrings;
  final boolean backslashEscapes;
  final boolean hashComments;
  final boolean bracketedNames;
  final boolean tripleQuotes;

  SqlDialect(
      boolean doubleQuotedStrings,
      boolean backslashEscapes,
      boolean hashComments,
      boolean bracketedNames,
      boolean tripleQuotes) {
    this.doubleQuotedStrings = doubleQuotedStrings;
    this.backslashEscapes = backslashEscapes;
    this.hashComments = hashComments;
    this.bracketedNames = bracketedNames;
    this.tripleQuotes = tripleQuotes;
  }

  /**
   * The dialect of a database system.
   *
   * @param system value of {@code db.system.name} or {@code db.system}, null if not said
   * @return empty if the system is known to speak another language than SQL
   */
  public static Optional<SqlDialect> ofSystem(@Nullable String system) {
    String name = system == null ? "" : system.toLowerCase(Locale.ROOT);
    if (OTHER_LANGUAGES.contains(name)) {
      return Optional.empty();
    }
    if (STANDARD_SYSTEMS.contains(name)) {
      return Optional.of(STANDARD);
    }
    return Optional.of(
        switch (name) {
          case "mysql", "mariadb", "tidb", "singlestore", "vitess" -> MYSQL;
          case "bigquery", "gcp.bigquery", "spark", "hive", "databricks" -> BIGQUERY;
          case "clickhouse", "snowflake" -> CLICKHOUSE;
          case "mssql", "microsoft.sql_server", "mssqlcompact" -> SQLSERVER;
          default -> UNKNOWN;
        });
  }
}
