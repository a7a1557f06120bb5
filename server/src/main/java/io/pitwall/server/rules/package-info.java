/** Rules of alerts as people write them: in the file of rules, and in the API. */
@NullMarked
package io.pitwall.server.rules;

import org.jspecify.annotations.NullMarked;
