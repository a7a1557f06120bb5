package io.pitwall.lab.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What processes have used, from {@code /proc}: Linux only.
 *
 * @param cpuSeconds processor time in user and kernel mode since their start, seconds, in steps of
 *     10 ms
 * @param residentBytes memory that is resident (VmRSS), pages shared with others counted whole
 * @param peakBytes most memory that was resident at once (VmHWM)
 * @param proportionalBytes resident memory, shared pages divided by their users (PSS); NaN if it
 *     may not be read
 */
public record ProcessUse(
    double cpuSeconds, double residentBytes, double peakBytes, double proportionalBytes) {

  /** The kernel gives times to programs in hundredths of a second on every platform. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int USER_TICKS = 11;
  private static final int KERNEL_TICKS = 12;

  /** The use of a running process and its descendants. */
  public static ProcessUse of(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .map(ProcessUse::alone)
        .reduce(new ProcessUse(0, 0, 0, 0), ProcessUse::plus);
  }

  /** The use of a process without its descendants. */
  public static ProcessUse alone(ProcessHandle process) {
    Path folder = Path.of("/proc", Long.toString(process.pid()));
    try {
      List<String> status = Files.readAllLines(folder.resolve("status"));
      return new ProcessUse(
          cpuSeconds(Files.readString(folder.resolve("stat"))),
          bytes(status, "VmRSS:"),
          bytes(status, "VmHWM:"),
          proportionalBytes(folder));
    } catch (NoSuchFileException e) {
      return new ProcessUse(0, 0, 0, 0); // it ended in the meantime
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read the use of a process in " + folder, e);
    }
  }

  /** Fields are counted from behind the name, which is in brackets and may hold anything. */
  static double cpuSeconds(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[KERNEL_TICKS]))
        / TICKS_PER_SECOND;
  }

  private static double proportionalBytes(Path folder) {
    try {
      return bytes(Files.readAllLines(folder.resolve("smaps_rollup")), "Pss:");
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  /** The value of a line like {@code VmRSS: 1234 kB}; NaN if there is none. */
  static double bytes(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .mapToDouble(
            line ->
                1024 * Double.parseDouble(line.substring(key.length()).replace("kB", "").strip()))
        .findFirst()
        .orElse(Double.NaN);
  }

  private ProcessUse plus(ProcessUse other) {
    return new ProcessUse(
        cpuSeconds + other.cpuSeconds,
        residentBytes + other.residentBytes,
        peakBytes + other.peakBytes,
        proportionalBytes + other.proportionalBytes);
  }
}
