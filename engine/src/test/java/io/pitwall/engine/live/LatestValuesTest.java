package io.pitwall.engine.live;

import static io.pitwall.engine.live.LiveFixture.SECOND;
import static io.pitwall.engine.live.LiveFixture.TODAY;
import static io.pitwall.engine.live.LiveFixture.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.Property;
import io.pitwall.model.metric.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatestValuesTest {
  private final LatestValues latest = new LatestValues();

  @Test
  void theLatestByTimeIsKeptNotTheLatestToArrive() {
    latest.update(sample("cpu", "", TODAY + 5, 5), TODAY + 9);
    latest.update(sample("cpu", "", TODAY + 3, 3), TODAY + 9);

    assertThat(latest.of("cpu")).extracting(Sample::value).containsExactly(5.0);
  }

  @Test
  void ofTwoValuesOfOneInstantTheOneThatArrivedLastCounts() {
    latest.update(sample("cpu", "", TODAY, 5), TODAY);
    latest.update(sample("cpu", "", TODAY, 6), TODAY);

    assertThat(latest.of("cpu")).extracting(Sample::value).containsExactly(6.0);
  }

  @Test
  void aSeriesThatEndedHasNoLatestValueUntilTheNext() {
    Sample last = sample("cpu", "a", TODAY, 5);
    latest.update(last, TODAY);
    latest.update(sample("cpu", "b", TODAY, 6), TODAY);

    latest.end(last.series(), TODAY - 1);
    assertThat(latest.of("cpu")).as("it ended before").hasSize(2);
    latest.end(last.series(), TODAY + SECOND);
    assertThat(latest.of("cpu")).extracting(Sample::value).containsExactly(6.0);

    latest.update(sample("cpu", "a", TODAY + 2 * SECOND, 7), TODAY + 2 * SECOND);
    assertThat(latest.of("cpu")).extracting(Sample::value).containsExactlyInAnyOrder(6.0, 7.0);
  }

  @Test
  void fault02EachSeriesHasALatestValueOfItsOwn() {
    latest.update(sample("cpu", "a", TODAY, 1), TODAY);
    latest.update(sample("cpu", "b", TODAY - SECOND, 2), TODAY);
    latest.update(sample("memory", "", TODAY, 3), TODAY);

    assertThat(latest.of("cpu")).extracting(Sample::value).containsExactlyInAnyOrder(1.0, 2.0);
    assertThat(latest.metrics()).containsExactlyInAnyOrder("cpu", "memory");
    assertThat(latest.of("unheard.of")).isEmpty();
  }

  @Test
  void aValueDatedAheadDoesNotHideWhatComesAfterIt() {
    latest.update(sample("cpu", "", TODAY + 86_400 * SECOND, 99), TODAY);
    assertThat(latest.of("cpu")).extracting(Sample::timeMicros).containsExactly(TODAY);

    latest.update(sample("cpu", "", TODAY + SECOND, 1), TODAY + SECOND);
    assertThat(latest.of("cpu")).extracting(Sample::value).containsExactly(1.0);
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() {
    Property.holds(
        50,
        random -> {
          List<Sample> samples = new ArrayList<>();
          for (int i = 0; i < 30; i++) {
            samples.add(sample("cpu", "host-" + random.nextInt(3), TODAY - i, i));
          }
          LatestValues inOrder = new LatestValues();
          samples.forEach(sample -> inOrder.update(sample, TODAY));
          Collections.shuffle(samples, random);
          LatestValues shuffled = new LatestValues();
          samples.forEach(sample -> shuffled.update(sample, TODAY));

          assertThat(shuffled.of("cpu")).containsExactlyInAnyOrderElementsOf(inOrder.of("cpu"));
        });
  }
}
