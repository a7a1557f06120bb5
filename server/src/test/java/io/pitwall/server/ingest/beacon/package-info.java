@NullMarked
package io.pitwall.server.ingest.beacon;

import org.jspecify.annotations.NullMarked;
