package io.pitwall.lab.fleet;

import io.pitwall.lab.sim.Distribution.LogNormal;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** People who look at the pages of the web front; one of the pages is slow to paint and jumps. */
final class WebFront {
  private static final double VIEWS_PER_SECOND = 2;
  private static final String APP = "service-desk";

  private final World world;
  private final RandomGenerator luck;

  /** A page: path up to an id, whether one follows, how often it is seen, how slow it is. */
  private record PageOfFront(String path, boolean withId, double share, double slowness) {}

  private static final List<PageOfFront> PAGES =
      List.of(
          new PageOfFront("/cases", false, 0.35, 0.7),
          new PageOfFront("/cases/", true, 0.4, 1),
          new PageOfFront("/reports/", true, 0.2, 2.4),
          new PageOfFront("/settings", false, 0.05, 0.6));

  WebFront(World world) {
    this.world = world;
    luck = world.streams.stream("web front");
  }

  void start() {
    world.afterSeconds(luck.nextExponential() / VIEWS_PER_SECOND, this::view);
  }

  private void view() {
    double lot = luck.nextDouble();
    PageOfFront page = PAGES.getLast();
    for (PageOfFront candidate : PAGES) {
      lot -= candidate.share;
      if (lot < 0) {
        page = candidate;
        break;
      }
    }
    double firstByte = new LogNormal(160 * page.slowness, 0.6).sample(luck);
    double firstPaint = firstByte + new LogNormal(700 * page.slowness, 0.4).sample(luck);
    world.tell(
        new FleetEvent.PageViewed(
            APP,
            page.withId ? page.path + (10_000 + luck.nextInt(90_000)) : page.path,
            world.now(),
            Map.of(
                "TTFB",
                firstByte,
                "FCP",
                firstPaint,
                "LCP",
                firstPaint + new LogNormal(600 * page.slowness, 0.6).sample(luck),
                "INP",
                new LogNormal(90 * page.slowness, 0.7).sample(luck),
                "CLS",
                new LogNormal(0.04 * page.slowness * page.slowness, 0.8).sample(luck))));
    start();
  }
}
