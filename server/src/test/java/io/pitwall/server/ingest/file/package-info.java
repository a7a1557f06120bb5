/** Tests of the import against a small real HTTP server. */
@NullMarked
package io.pitwall.server.ingest.file;

import org.jspecify.annotations.NullMarked;
