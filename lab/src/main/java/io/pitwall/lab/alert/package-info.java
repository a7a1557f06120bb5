/** Whether alerts are quiet on healthy fleets and heard when something is wrong. */
@NullMarked
package io.pitwall.lab.alert;

import org.jspecify.annotations.NullMarked;
