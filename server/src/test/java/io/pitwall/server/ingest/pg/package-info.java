@NullMarked
package io.pitwall.server.ingest.pg;

import org.jspecify.annotations.NullMarked;
