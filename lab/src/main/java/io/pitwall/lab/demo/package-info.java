/** The demo: a server with a simulated fleet that has a past and lives on. */
@NullMarked
package io.pitwall.lab.demo;

import org.jspecify.annotations.NullMarked;
