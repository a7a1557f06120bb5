/**
 * Other people's programs against the real server: what they record is what the API shows. An SDK
 * reports success when it has given up, too, so nothing is asked of the SDK.
 */
@NullMarked
package io.pitwall.lab.peer;

import org.jspecify.annotations.NullMarked;
