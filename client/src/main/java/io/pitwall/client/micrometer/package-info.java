/**
 * Hook for Micrometer Observation, through which Spring AI tells what it does. Needs {@code
 * micrometer-observation} from the program that uses it.
 */
@NullMarked
package io.pitwall.client.micrometer;

import org.jspecify.annotations.NullMarked;
