package io.pitwall.server.ingest.file;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Counts the log records in a value, so that what is left out is known. */
final class LogCounter {
  private LogCounter() {}

  /** Records in the lists named {@code logRecords} of the value at which the parser stands. */
  static long count(JsonParser parser) {
    long records = 0;
    int depth = 0;
    int listDepth = -1;
    for (JsonToken token = parser.currentToken(); ; token = parser.nextToken()) {
      if (token == JsonToken.START_OBJECT && depth == listDepth) {
        records++;
      }
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      }
      if (token == JsonToken.START_ARRAY && "logRecords".equals(parser.currentName())) {
        listDepth = depth;
      } else if (depth < listDepth) {
        listDepth = -1;
      }
      if (depth == 0) {
        return records;
      }
    }
  }
}
