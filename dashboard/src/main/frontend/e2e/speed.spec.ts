import type { CDPSession, Page } from '@playwright/test';
import { expect, settled, test } from './test';

/**
 * Work is counted in processor time of the page's main thread, whatever else the machine does, and fails at twice its limit.
 * What depends on the clock on the wall is told only.
 */
const LENIENCY = 2;

async function metrics(session: CDPSession): Promise<Record<string, number>> {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

async function collected(session: CDPSession): Promise<Record<string, number>> {
  await session.send('HeapProfiler.collectGarbage');
  return metrics(session);
}

function tell(name: string, value: number, limit: number, unit: string) {
  console.log(`      ${name}: ${value.toFixed(1)} ${unit} (limit ${limit} ${unit})`);
}

async function session(page: Page): Promise<CDPSession> {
  const opened = await page.context().newCDPSession(page);
  await opened.send('Performance.enable', { timeDomain: 'threadTicks' });
  return opened;
}

test('the first screen is drawn soon on a slow machine', async ({ page, demo }) => {
  const cdp = await session(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.addInitScript(() => {
    const long: number[] = [];
    Object.assign(window, { long });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) long.push(entry.duration - 50);
    }).observe({ type: 'longtask', buffered: true });
  });
  const paints: number[] = [];
  const charts: number[] = [];
  const blocked: number[] = [];
  for (let i = 0; i < 5; i++) {
    await page.goto(demo.url);
    await expect(page.locator('[data-drawn]').first()).toBeVisible();
    charts.push(await page.evaluate(() => performance.now()));
    paints.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0));
    blocked.push(
      await page.evaluate(() => (window as unknown as { long: number[] }).long.reduce((sum, each) => sum + each, 0)),
    );
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
  tell('first paint, 4 times slower', median(paints), 1_200, 'ms');
  tell('first chart, 4 times slower', median(charts), 2_000, 'ms');
  tell('blocked, 4 times slower', median(blocked), 300, 'ms');
  test.info().annotations.push({ type: 'figures', description: JSON.stringify({ paints, charts, blocked }) });
});

test('a tick costs little, and many leave nothing behind', async ({ page, demo }) => {
  const cdp = await session(page);
  await page.goto(`${demo.url}/?refresh=off`);
  await settled(page);
  await expect(page.locator('[data-drawn]').first()).toBeVisible();
  const refresh = async () => {
    const answered = page.waitForResponse((response) => response.url().includes('/historical'));
    await page.keyboard.press('r');
    await answered;
    await page.waitForTimeout(100);
  };
  for (let i = 0; i < 10; i++) await refresh();
  const idle = await metrics(cdp);
  await page.waitForTimeout(1_000);
  const rested = await metrics(cdp);
  const before = await collected(cdp);
  const ticks = 60;
  const began = Date.now();
  for (let i = 0; i < ticks; i++) await refresh();
  const seconds = (Date.now() - began) / 1_000;
  const busy = await metrics(cdp);
  const after = await collected(cdp);

  // What the page does anyway in that time (its clock, the stream) is no work of ticks.
  const resting = (rested.TaskDuration! - idle.TaskDuration!) * 1_000;
  const tick = ((busy.TaskDuration! - before.TaskDuration!) * 1_000 - resting * seconds) / ticks;
  tell('work of a tick with every question of the page', tick, 16, 'ms');
  tell('work of a second at rest', resting, 16, 'ms');
  tell('memory', after.JSHeapUsedSize! / 1e6, 40, 'MB');
  tell(`memory more after ${ticks} ticks`, (after.JSHeapUsedSize! - before.JSHeapUsedSize!) / 1e6, 5, 'MB');
  tell('nodes more', after.Nodes! - before.Nodes!, 200, 'nodes');
  expect(after.JSHeapUsedSize! / 1e6).toBeLessThan(40);
  expect((after.JSHeapUsedSize! - before.JSHeapUsedSize!) / 1e6).toBeLessThan(5);
  expect(after.Nodes! - before.Nodes!).toBeLessThan(200);
  expect(after.JSEventListeners! - before.JSEventListeners!).toBeLessThan(50);
  expect(tick).toBeLessThan(16 * LENIENCY);
});
