package io.pitwall.model.system;

import java.util.Map;

/**
 * The state of the machine and of the work on it at one instant; the record behind {@code
 * /system/status}. NaN means unknown.
 *
 * @param timeMicros when, microseconds since the epoch
 * @param cpuUsage percent of all cores (in a container: of its limit)
 * @param memoryUsage percent of memory (in a container: of its limit)
 * @param diskUsage percent of the fullest watched file system
 * @param networkIo bytes since boot and bytes per second, by name
 * @param activeAgents agents that finished a task within the activity window
 * @param activeWorkflows runs that are still running
 * @param queueSizes entries waiting, by queue
 * @param responseTimes mean response time in seconds over the last five minutes, by endpoint
 * @param errorRates failed share, 0 to 1, over the last five minutes, by component
 * @param diskIo bytes and operations per second, by name
 * @param load load averages, by span: 1m, 5m, 15m
 * @param jvm this JVM, by name
 * @param process this process, by name
 * @param host facts about the machine, by name
 */
public record SystemSnapshot(
    long timeMicros,
    double cpuUsage,
    double memoryUsage,
    double diskUsage,
    Map<String, Double> networkIo,
    int activeAgents,
    int activeWorkflows,
    Map<String, Long> queueSizes,
    Map<String, Double> responseTimes,
    Map<String, Double> errorRates,
    Map<String, Double> diskIo,
    Map<String, Double> load,
    Map<String, Double> jvm,
    Map<String, Double> process,
    Map<String, String> host) {}
