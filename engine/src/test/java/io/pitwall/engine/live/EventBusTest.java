package io.pitwall.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventBusTest {
  private final EventBus bus = new EventBus();
  private final List<EngineEvent> heard = new ArrayList<>();

  @Test
  void everyListenerHearsEveryEventUntilItCloses() {
    List<EngineEvent> other = new ArrayList<>();
    EventBus.Subscription subscription = bus.subscribe(heard::add);
    bus.subscribe(other::add);
    bus.publish(new EngineEvent.RoundEnded(1));
    subscription.close();
    subscription.close();
    bus.publish(new EngineEvent.RoundEnded(2));

    assertThat(heard).containsExactly(new EngineEvent.RoundEnded(1));
    assertThat(other).hasSize(2);
  }

  @Test
  void aListenerThatThrowsDoesNotKeepTheOthersFromHearing() {
    bus.subscribe(
        event -> {
          throw new IllegalStateException("a bug of the listener's");
        });
    bus.subscribe(heard::add);
    bus.publish(new EngineEvent.RoundEnded(1));
    bus.publish(new EngineEvent.RoundEnded(2));

    assertThat(heard).hasSize(2);
    assertThat(bus.failed()).isEqualTo(2);
  }

  @Test
  void aListenerMayLeaveWhileItListens() {
    List<EventBus.Subscription> own = new ArrayList<>();
    own.add(bus.subscribe(event -> own.getFirst().close()));
    bus.subscribe(heard::add);
    bus.publish(new EngineEvent.RoundEnded(1));
    bus.publish(new EngineEvent.RoundEnded(2));

    assertThat(heard).hasSize(2);
    assertThat(bus.failed()).isZero();
  }
}
