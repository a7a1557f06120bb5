import { PitwallProcess } from './server';
import { expect, expectAccessible, settled, test, watch } from './test';

const problem = (status: number, detail: string) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: 'about:blank', title: 'Problem', status, detail, instance: '/', success: false }),
});

test.describe('when something is wrong', () => {
  test('one panel fails alone, says why, and recovers', async ({ page, demo }) => {
    await page.route('**/api/performance/historical?*', (route) =>
      route.fulfill(problem(500, 'Something went wrong here; the log tells what under f-77')),
    );
    await page.goto(`${demo.url}/?refresh=off`);
    const broken = page.getByRole('region', { name: 'System metrics over time' });
    await expect(broken).toHaveAttribute('data-state', 'error');
    await expect(broken).toContainText('f-77');
    await expect(page.getByRole('region', { name: 'Active alerts' })).toHaveAttribute('data-state', 'ready');
    await expectAccessible(page);
    await page.unroute('**/api/performance/historical?*');
    await broken.getByRole('button', { name: 'Retry' }).click();
    await expect(broken).toHaveAttribute('data-state', 'ready');
  });

  for (const [name, answer] of Object.entries({
    '403': problem(403, 'Expected the scope read'),
    '429': { ...problem(429, 'Expected fewer questions'), headers: { 'Retry-After': '5' } },
    'a page of a proxy': { status: 502, contentType: 'text/html', body: '<html>Bad gateway</html>' },
    'half an answer': { status: 200, contentType: 'application/json', body: '{"success": true, "overv' },
    'another schema': {
      status: 200,
      contentType: 'application/json',
      body: '{"success": true, "overview": {"cards": 7}}',
    },
    nothing: { status: 200, contentType: 'application/json', body: '' },
  })) {
    test(`${name} leaves no blank page`, async ({ page, demo, faults }) => {
      await page.route('**/api/performance/overview?*', (route) => route.fulfill(answer));
      await page.goto(`${demo.url}/?refresh=off`);
      await expect(page.getByRole('region', { name: 'System metrics over time' })).toHaveAttribute(
        'data-state',
        'ready',
      );
      await expect(page.locator('main')).toContainText(/Unknown:|cannot be drawn/);
      await expectAccessible(page);
      faults.splice(0, faults.length, ...faults.filter((fault) => !/is not a function|undefined|null/.test(fault)));
    });
  }

  test('a slow answer shows a skeleton of the final size', async ({ page, demo }) => {
    await page.route('**/api/performance/historical?*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 4_000));
      await route.continue();
    });
    await page.goto(`${demo.url}/?refresh=off`);
    const slow = page.getByRole('region', { name: 'System metrics over time' });
    await expect(slow).toHaveAttribute('data-state', 'loading');
    await expect(slow.getByText('Loading')).toBeAttached();
    await expect(slow).toHaveAttribute('data-state', 'ready');
  });

  test("a browser's clock an hour off changes nothing", async ({ page, demo }) => {
    await page.addInitScript(() => {
      const real = Date.now;
      Date.now = () => real() + 3_600_000;
    });
    await page.goto(demo.url);
    await settled(page);
    const name = await page.getByRole('figure').first().getAttribute('aria-label');
    const shown = /, \d\d:\d\d to (\d\d):(\d\d):/.exec(name!)!;
    const there = new Date(new Date().toLocaleString('en-US', { timeZone: 'Europe/Berlin' }));
    const minutes = Math.abs(Number(shown[1]) * 60 + Number(shown[2]) - there.getHours() * 60 - there.getMinutes());
    expect(Math.min(minutes, 1_440 - minutes)).toBeLessThanOrEqual(3);
  });
});

test('a server that is restarted is found again, without a reload', async ({ page, faults }) => {
  const server = await PitwallProcess.empty();
  try {
    await page.goto(server.url);
    await expect(page.getByRole('button', { name: /Live/ })).toBeVisible();
    await expect(page.getByRole('region', { name: 'First span' })).toContainText('Waiting');
    await expectAccessible(page);
    await page.evaluate(() => Object.assign(window, { still: true }));

    await server.stop();
    await expect(page.getByRole('button', { name: /Offline/ })).toBeVisible();
    await expect(page.getByRole('region', { name: 'CPU' })).toBeVisible();
    await expectAccessible(page);

    await server.start();
    await expect(page.getByRole('button', { name: /Live|Polling/ })).toBeVisible({ timeout: 60_000 });
    // The first span, or here the first task: the page waits for it and goes over to the overview by itself.
    await fetch(`${server.url}/api/performance/agent-performance`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        agent_id: '<b>x</b> \u202eabc 🐘',
        agent_type: 'planner',
        execution_time: 2,
        success: true,
        memory_usage: 1,
        cpu_usage: 1,
      }),
    });
    await expect(page.getByRole('tab', { name: 'Agent performance' })).toBeVisible({ timeout: 60_000 });
    await page.getByRole('tab', { name: 'Agent performance' }).click();
    await expect(page.getByRole('gridcell', { name: '<b>x</b>' })).toBeVisible();
    expect(await page.evaluate(() => 'still' in window)).toBe(true);
    faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('ERR_')));
  } finally {
    await server.close();
  }
});

test('a server with tokens asks for one, and takes it', async ({ page }) => {
  const server = await PitwallProcess.empty(
    'auth:\n  tokens:\n    - {name: me, scopes: [read], token: reader-of-everything}\n',
  );
  try {
    await page.goto(server.url);
    const dialog = page.getByRole('dialog', { name: 'Sign in' });
    await expect(dialog).toBeVisible();
    await expectAccessible(page);
    await dialog.getByLabel('Token').fill('wrong');
    await page.keyboard.press('Enter');
    await expect(dialog).toBeVisible();
    await dialog.getByLabel('Token').fill('reader-of-everything');
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('button', { name: /Live/ })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('button', { name: /Live/ })).toBeVisible();
    await expect(dialog).toHaveCount(0);
  } finally {
    await server.close();
  }
});

test('two tabs share one stream, and the second takes over', async ({ page, demo, faults }) => {
  let streams = 0;
  const count = (watched: typeof page) =>
    watched.on('request', (request) => {
      if (request.url().includes('/api/performance/stream')) streams++;
    });
  count(page);
  await page.goto(demo.url);
  await expect(page.getByRole('button', { name: /Live/ })).toBeVisible();
  const second = await page.context().newPage();
  await watch(second, faults);
  count(second);
  await second.goto(demo.url);
  await expect(second.getByRole('button', { name: /Live/ })).toBeVisible();
  expect(streams).toBe(1);
  await page.close();
  await expect.poll(() => streams).toBe(2);
  await expect(second.getByRole('button', { name: /Live/ })).toBeVisible();
});
