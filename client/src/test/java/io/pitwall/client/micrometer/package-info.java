/** Tests of the Micrometer hook, by hand and with Spring AI against a fake model endpoint. */
@NullMarked
package io.pitwall.client.micrometer;

import org.jspecify.annotations.NullMarked;
