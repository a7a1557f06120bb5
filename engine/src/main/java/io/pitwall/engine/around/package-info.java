/**
 * What surrounds agents: databases, endpoints, outside services, queues and browsers. Makes metrics
 * of what their spans say, and answers how each of them does.
 */
@NullMarked
package io.pitwall.engine.around;

import org.jspecify.annotations.NullMarked;
