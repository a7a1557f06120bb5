@NullMarked
package io.pitwall.lab.fault;

import org.jspecify.annotations.NullMarked;
