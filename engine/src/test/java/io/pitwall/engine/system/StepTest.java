package io.pitwall.engine.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StepTest {

  @Test
  void rateIsIncreaseBySeconds() {
    assertThat(new Step<>(100L, 350L, 5).perSecond(Long::doubleValue)).isEqualTo(50);
  }

  @Test
  void counterThatGoesBackwardsHasNoRate() {
    assertThat(new Step<>(350L, 100L, 5).perSecond(Long::doubleValue)).isNaN();
    assertThat(new Step<>(350L, 100L, 5).increase(Long::doubleValue)).isNaN();
  }

  @Test
  void firstReadHasNoRate() {
    assertThat(new Tracked<Long>().advance(100L, 7).perSecond(Long::doubleValue)).isNaN();
  }

  @Test
  void clockThatStandsStillOrGoesBackGivesNoRate() {
    Tracked<Long> tracked = new Tracked<>();
    tracked.advance(100L, 7);
    assertThat(tracked.advance(200L, 7).perSecond(Long::doubleValue)).isNaN();
    assertThat(tracked.advance(300L, 6).perSecond(Long::doubleValue)).isNaN();
  }

  @Test
  void deviceThatComesOrGoesDoesNotShowAsAJump() {
    record Device(String name, long bytes) {}
    Step<List<Device>> step =
        new Step<>(
            List.of(new Device("stays", 100), new Device("goes", 9_000)),
            List.of(new Device("stays", 150), new Device("comes", 50_000)),
            5);

    Named<Device> devices = Named.of(step, Device::name);

    assertThat(devices.perSecond(Device::bytes)).isEqualTo(10);
    assertThat(devices.total(Device::bytes)).isEqualTo(50_150);
  }

  @Test
  void deviceThatStartsAnewLeavesTheSumUnknown() {
    record Device(String name, long bytes) {}
    Step<List<Device>> step =
        new Step<>(
            List.of(new Device("a", 100), new Device("b", 9_000)),
            List.of(new Device("a", 150), new Device("b", 10)),
            5);

    assertThat(Named.of(step, Device::name).perSecond(Device::bytes)).isNaN();
  }

  @Test
  void counterThatNoDeviceKeepsIsUnknown() {
    Step<List<Long>> step = new Step<>(List.of(-1L), List.of(-1L), 5);

    Named<Long> devices = Named.of(step, String::valueOf);

    assertThat(devices.total(Long::longValue)).isNaN();
    assertThat(devices.perSecond(Long::longValue)).isNaN();
    assertThat(Named.<Long>none().total(Long::longValue)).isNaN();
  }
}
