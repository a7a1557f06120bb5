/**
 * What the machine, the container and this JVM are doing.
 *
 * <p>Here belongs everything that reads an operating system file, an OSHI object or a management
 * bean, and the arithmetic that turns two reads of a counter into a rate. Nothing here stores,
 * judges or alerts: {@link io.pitwall.engine.system.SystemCollector} returns a {@link
 * io.pitwall.engine.system.SystemReading}, and {@link io.pitwall.engine.system.SystemMetrics}
 * flattens it.
 *
 * <p>To add a reading: a counter record and a method in {@code HostSource} (or {@code
 * RuntimeSource}), its two implementations, a {@link io.pitwall.engine.system.SystemPart} if it can
 * fail on its own, a field of the reading, a line in the metrics.
 */
@NullMarked
package io.pitwall.engine.system;

import org.jspecify.annotations.NullMarked;
