import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test as base, expect, type Page } from '@playwright/test';
import { PitwallProcess } from './server';

export { expect };

interface PerWorker {
  /** The server with the simulated fleet, one for all tests. */
  demo: PitwallProcess;
}

interface PerTest {
  /** What went wrong in the page; a test that expects something takes it out. */
  faults: string[];
}

/** Tests with a page that watches itself: errors, blocked content and calls to other hosts fail the test. */
export const test = base.extend<PerTest, PerWorker>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is wanted from here
    async ({}, use) => {
      const server = await PitwallProcess.demo();
      await use(server);
      await server.close();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  faults: async ({}, use) => {
    const faults: string[] = [];
    await use(faults);
    expect(faults, 'faults of the page').toEqual([]);
  },
  page: async ({ page, faults }, use) => {
    await watch(page, faults);
    await use(page);
  },
});

/** Notes everything in a page that should not be. */
export async function watch(page: Page, faults: string[]) {
  await page.addInitScript(() => {
    window.__PITWALL_E2E__ = true;
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // A failed question is in the console by the browser itself; the page shows it as well.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      faults.push(`console: ${message.text()}`);
    }
  });
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') faults.push(`call to ${request.url()}`);
  });
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Fails on anything that axe finds against WCAG 2.2 AA. */
export async function expectAccessible(page: Page) {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: injected
    const { violations } = await (window as any).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    // biome-ignore lint/suspicious/noExplicitAny: injected
    return violations.map((violation: any) => ({
      rule: violation.id,
      // biome-ignore lint/suspicious/noExplicitAny: injected
      where: violation.nodes.map((node: any) => `${node.target}: ${node.failureSummary}`),
    }));
  });
  expect(violations).toEqual([]);
}

/** Waits until all panels have left their first state. */
export async function settled(page: Page) {
  await expect(page.locator('[data-state=loading]')).toHaveCount(0);
  await expect(page.locator('main')).not.toBeEmpty();
}

export const THEMES = ['light', 'dark'] as const;
