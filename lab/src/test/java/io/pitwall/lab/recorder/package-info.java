/** The client's recorder against the real server. */
@NullMarked
package io.pitwall.lab.recorder;

import org.jspecify.annotations.NullMarked;
