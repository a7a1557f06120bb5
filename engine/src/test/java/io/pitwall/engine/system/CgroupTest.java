package io.pitwall.engine.system;

import static io.pitwall.engine.system.MachineFiles.GIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.engine.system.Cgroup.CpuUse;
import io.pitwall.engine.system.Cgroup.DeviceUse;
import io.pitwall.engine.system.Cgroup.MemoryUse;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CgroupTest {
  private static final String V2 = "sys/fs/cgroup/pod/app/";
  private static final double HOST_CORES = 2;
  private static final double HOST_BYTES = 8.0 * GIB;

  @TempDir Path root;
  private MachineFiles machine;

  @BeforeEach
  void writeMachine() {
    machine = new MachineFiles(root);
  }

  private Cgroup find() throws IOException {
    return new CgroupFinder(root).find();
  }

  private CpuUse cpu() throws IOException {
    return find().cpu(HOST_CORES);
  }

  private MemoryUse memory() throws IOException {
    return find().memory(HOST_BYTES);
  }

  private void limitedV1() {
    machine.file(
        "proc/self/cgroup",
        "9:name=systemd:/x\n4:memory:/docker/abc\n3:cpu,cpuacct:/docker/abc\n2:blkio:/docker/abc\n");
    String cpu = "sys/fs/cgroup/cpu,cpuacct/docker/abc/";
    machine.file(cpu + "cpu.cfs_quota_us", "150000\n").file(cpu + "cpu.cfs_period_us", "100000\n");
    machine.file(cpu + "cpu.stat", "nr_periods 100\nnr_throttled 10\nthrottled_time 2000000000\n");
    machine.file(cpu + "cpuacct.usage", "30000000000\n");
    String memory = "sys/fs/cgroup/memory/docker/abc/";
    machine.file(memory + "memory.limit_in_bytes", GIB + "\n");
    machine.file(memory + "memory.usage_in_bytes", GIB / 2 + "\n");
    machine.file(
        memory + "memory.stat",
        "cache 5\ninactive_file 1\ntotal_inactive_file " + GIB / 4 + "\ntotal_swap 4096\n");
    machine.file(memory + "memory.memsw.limit_in_bytes", (GIB + GIB / 2) + "\n");
    String blkio = "sys/fs/cgroup/blkio/docker/abc/blkio.throttle.";
    machine.file(
        blkio + "io_service_bytes_recursive",
        "8:0 Read 1000\n8:0 Write 2000\n8:0 Sync 3000\n8:0 Total 3000\nTotal 3000\n");
    machine.file(blkio + "io_serviced_recursive", "8:0 Read 10\n8:0 Write 20\nTotal 30\n");
  }

  @Test
  void v2LimitsAndUse() throws IOException {
    machine.limitedV2();

    assertThat(cpu()).isEqualTo(new CpuUse("pod/app", 0.5, 10, 100, 10, 0.25));
    assertThat(memory())
        .isEqualTo(new MemoryUse(GIB, GIB / 2 + GIB / 4, GIB / 2.0, GIB / 4.0, GIB / 8.0));
    assertThat(find().io())
        .containsExactly(
            new DeviceUse("8:0", 1000, 10, 2000, 20), new DeviceUse("253:0", 1000, 10, 2000, 20));
  }

  @Test
  void v1LimitsAndUse() throws IOException {
    limitedV1();

    assertThat(cpu()).isEqualTo(new CpuUse("docker/abc", 1.5, 30, 100, 10, 2));
    assertThat(memory()).isEqualTo(new MemoryUse(GIB, GIB / 2, GIB / 4.0, GIB / 2.0, 4096));
    assertThat(find().io()).containsExactly(new DeviceUse("8:0", 1000, 10, 2000, 20));
  }

  @Test
  void v1PathOfTheHostSeenInsideAContainerEndsAtTheMount() throws IOException {
    limitedV1();
    machine.file("proc/self/cgroup", "3:cpu:/docker/abc\n");
    machine.file("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "50000\n");
    machine.file("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
    machine.file("sys/fs/cgroup/cpu/cpu.stat", "nr_periods 1\n");

    assertThatThrownBy(this::cpu).hasMessageContaining("cpuacct");
    machine.file("proc/self/cgroup", "3:cpu:/docker/abc\n5:cpuacct:/docker/abc\n");
    machine.file("sys/fs/cgroup/cpuacct/cpuacct.usage", "7000000000\n");

    assertThat(cpu()).isEqualTo(new CpuUse("", 0.5, 7, 1, 0, 0));
  }

  @Test
  void unlimitedV2() throws IOException {
    machine.limitedV2().file(V2 + "cpu.max", "max 100000\n").file(V2 + "memory.max", "max\n");

    assertThat(cpu()).isEqualTo(CpuUse.UNLIMITED);
    assertThat(memory()).isEqualTo(MemoryUse.UNLIMITED);
  }

  @Test
  void unlimitedV1() throws IOException {
    limitedV1();
    machine
        .file("sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.cfs_quota_us", "-1\n")
        .file("sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes", "9223372036854771712\n");

    assertThat(cpu()).isEqualTo(CpuUse.UNLIMITED);
    assertThat(memory()).isEqualTo(MemoryUse.UNLIMITED);
  }

  @Test
  void limitAboveTheHostDoesNotBind() throws IOException {
    machine
        .limitedV2()
        .file(V2 + "cpu.max", "200000 100000\n")
        .file(V2 + "memory.max", 8 * GIB + "\n");

    assertThat(cpu()).isEqualTo(CpuUse.UNLIMITED);
    assertThat(memory()).isEqualTo(MemoryUse.UNLIMITED);
    assertThat(find().cpu(Double.NaN).limitCores()).isEqualTo(2);
  }

  @Test
  void lowestLimitOfTheGroupsAroundBindsWithItsOwnUse() throws IOException {
    machine.limitedV2();
    machine.file("sys/fs/cgroup/pod/cpu.max", "25000 100000\n");
    machine.file("sys/fs/cgroup/pod/cpu.stat", "usage_usec 77000000\n");
    machine.file("sys/fs/cgroup/pod/memory.max", GIB / 2 + "\n");
    machine.file("sys/fs/cgroup/pod/memory.current", "4096\n");
    machine.file("sys/fs/cgroup/pod/memory.stat", "inactive_file 8192\n");

    assertThat(cpu()).isEqualTo(new CpuUse("pod", 0.25, 77, 0, 0, 0));
    assertThat(memory().limitBytes()).isEqualTo(GIB / 2.0);
    assertThat(memory().workingSetBytes()).as("never negative").isZero();
    assertThat(memory().swapLimitBytes()).as("swap is not counted there").isNaN();
  }

  @Test
  void fewerCoresInTheCpuSetAreALimit() throws IOException {
    machine.limitedV2().file(V2 + "cpu.max", "max 100000\n");
    machine.file(V2 + "cpuset.cpus.effective", "0-1,4,8-9\n");

    assertThat(find().cpu(16).limitCores()).isEqualTo(5);
    assertThat(find().cpu(5)).isEqualTo(CpuUse.UNLIMITED);
  }

  @Test
  void missingFilesAreNoLimit() throws IOException {
    assertThat(find()).as("no /proc/self/cgroup").isEqualTo(Cgroup.NONE);
    machine.file("proc/self/cgroup", "0::/gone\n4:memory:/gone\n");
    assertThat(find()).as("nothing mounted").isEqualTo(Cgroup.NONE);
    machine.file("sys/fs/cgroup/cgroup.controllers", "\n");
    assertThat(cpu()).isEqualTo(CpuUse.UNLIMITED);
    assertThat(memory()).isEqualTo(MemoryUse.UNLIMITED);
    assertThat(find().io()).isEmpty();
  }

  @Test
  void limitWithoutReadableUseIsAFailure() {
    machine.limitedV2().delete(V2 + "cpu.stat").delete(V2 + "memory.current");

    assertThatThrownBy(this::cpu).isInstanceOf(IOException.class);
    assertThatThrownBy(this::memory).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "max", "half 100000", "0 100000", "50000 0", "-5 100000", "\u0000"})
  void garbledCpuLimitIsAFailure(String text) {
    machine.limitedV2().file(V2 + "cpu.max", text);

    assertThatThrownBy(this::cpu).isInstanceOf(IOException.class).hasMessageContaining("cpu.max");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lots", "-1", "12 34", "99999999999999999999"})
  void garbledMemoryLimitIsAFailure(String text) {
    machine.limitedV2().file(V2 + "memory.max", text);

    assertThatThrownBy(this::memory)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("memory.max");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rubbish", "0:", "0::relative", "::"})
  void garbledMembershipIsAFailure(String text) {
    machine.limitedV2().file("proc/self/cgroup", text);

    assertThatThrownBy(this::find).hasMessageContaining("id:controllers:/path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8:0 rbytes=1", "8:0 rbytes=x wbytes=1 rios=1 wios=1"})
  void garbledIoIsAFailure(String text) {
    machine.limitedV2().file(V2 + "io.stat", text);

    assertThatThrownBy(() -> find().io()).isInstanceOf(IOException.class);
  }

  @Test
  void deviceWithoutFiguresIsLeftOut() throws IOException {
    machine.limitedV2().file(V2 + "io.stat", "7:0 \n8:0 rbytes=1 wbytes=2 rios=3 wios=4\n");

    assertThat(find().io()).containsExactly(new DeviceUse("8:0", 1, 3, 2, 4));
  }

  @Test
  void pathOutsideTheMountEndsAtTheMount() throws IOException {
    machine.limitedV2().file("proc/self/cgroup", "0::/../../../proc\n");

    assertThat(cpu()).isEqualTo(CpuUse.UNLIMITED);
  }

  @Test
  void processMovedToAnotherGroupIsFound() throws IOException {
    machine.limitedV2().file("sys/fs/cgroup/other/cpu.max", "max 100000\n");
    CgroupFinder finder = new CgroupFinder(root);
    assertThat(finder.find().cpu(HOST_CORES).limitCores()).isEqualTo(0.5);

    machine.file("proc/self/cgroup", "0::/other\n");

    assertThat(finder.find().cpu(HOST_CORES)).isEqualTo(CpuUse.UNLIMITED);
  }
}
