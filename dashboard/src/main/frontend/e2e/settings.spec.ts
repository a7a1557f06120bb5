import { expect, expectAccessible, settled, THEMES, test } from './test';

const TABS = ['thresholds', 'scores', 'notifications', 'health', 'limits', 'access', 'display'] as const;

const OPS = {
  name: 'ops',
  type: 'webhook',
  target: 'hooks.example.org',
  max_per_minute: 60,
  send_resolved: true,
  notifications: { pending: 0, delivered: 3, dead: 1 },
  failed_attempts: 1,
  last_error: 'Expected 2xx, got 503',
  faults: {},
};

async function thresholds(url: string): Promise<Record<string, Record<string, number>>> {
  return (await (await fetch(`${url}/api/performance/thresholds`)).json()).thresholds;
}

test.describe('settings', () => {
  for (const theme of THEMES) {
    test(`are all there, accessibly, ${theme}`, async ({ page, demo }) => {
      await page.emulateMedia({ colorScheme: theme });
      for (const tab of TABS) {
        await page.goto(`${demo.url}/settings?tab=${tab}`);
        await settled(page);
        await expect(page.getByRole('tabpanel')).not.toBeEmpty();
        await expectAccessible(page);
      }
    });
  }

  test('thresholds are checked at their fields and stored', async ({ page, demo }) => {
    await page.goto(`${demo.url}/settings`);
    await settled(page);
    await page.getByLabel('Name of another metric').fill('e2e.queue');
    await page.keyboard.press('Enter');
    await page.getByLabel('e2e.queue, medium').fill('50');
    await page.getByLabel('e2e.queue, high').fill('5O');
    await expect(page.getByText('Expected a number, got “5O”')).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('e2e.queue, high').fill('20');
    await expect(page.getByText('Expected more than medium (50)')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
    await page.getByLabel('e2e.queue, high').fill('200');

    // What was typed outlasts another page and comes back.
    await page.getByRole('tab', { name: 'Health' }).click();
    await page.getByRole('tab', { name: 'Thresholds' }).click();
    await expect(page.getByLabel('e2e.queue, high')).toHaveValue('200');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('No unsaved changes')).toBeVisible();
    expect((await thresholds(demo.url))['e2e.queue']).toEqual({ medium: 50, high: 200 });

    await page.getByRole('button', { name: 'Remove the limits: e2e.queue' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('e2e.queue')).toHaveCount(0);
    expect((await thresholds(demo.url))['e2e.queue']).toBeUndefined();
  });

  test('what the server refuses stands at the field, and stays typed', async ({ page, demo }) => {
    await page.route('**/api/performance/thresholds', (route) =>
      route.request().method() === 'GET'
        ? route.continue()
        : route.fulfill({
            status: 422,
            contentType: 'application/problem+json',
            body: JSON.stringify({
              title: 'Unprocessable',
              status: 422,
              detail: 'no',
              errors: [{ field: 'system.cpu.usage.high', expected: 'at most 100', got: '120' }],
            }),
          }),
    );
    await page.goto(`${demo.url}/settings`);
    const field = page.getByLabel('system.cpu.usage, high');
    const critical = page.getByLabel('system.cpu.usage, critical');
    await critical.fill('130');
    await field.fill('120');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Expected at most 100, got 120')).toBeVisible();
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveValue('120');
    await expectAccessible(page);
  });

  test('channels say that they are not there, and light up when they are', async ({ page, demo }) => {
    await page.route('**/api/performance/channels', (route) =>
      route.fulfill({
        status: 404,
        contentType: 'application/problem+json',
        body: JSON.stringify({ title: 'Not Found', status: 404, detail: 'no' }),
      }),
    );
    await page.goto(`${demo.url}/settings?tab=notifications&refresh=off`);
    await expect(page.getByText('Not there')).toBeVisible();
    await page.unroute('**/api/performance/channels');
    await page.route('**/api/performance/channels', (route) =>
      route.fulfill({ json: { success: true, channels: [OPS] } }),
    );
    let sent: unknown;
    await page.route('**/api/performance/notifications/test', (route) => {
      sent = route.request().postDataJSON();
      return route.fulfill({
        json: { success: true, channel: 'ops', delivered: false, detail: 'Expected 2xx, got 410', duration_ms: 12 },
      });
    });
    await page.getByRole('button', { name: 'Refresh', exact: true }).click();
    await page.getByRole('button', { name: 'Send a test' }).click();
    await expect(page.getByRole('main').getByRole('listitem')).toContainText(
      'the test did not arrive Expected 2xx, got 410',
    );
    expect(sent).toEqual({ channel: 'ops' });
    await expectAccessible(page);
  });

  test('own health is that of /metrics', async ({ page, demo }) => {
    await page.goto(`${demo.url}/settings?tab=health`);
    const health = page.getByRole('region', { name: 'How Pitwall itself does' });
    await expect(health).toContainText(/running for/);
    await expect(health).toContainText(/of 200.0 k/);
  });

  test('needs no sideways scrolling at 320 px', async ({ page, demo }) => {
    await page.setViewportSize({ width: 320, height: 900 });
    for (const tab of TABS) {
      await page.goto(`${demo.url}/settings?tab=${tab}`);
      await settled(page);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        tab,
      ).toBeLessThanOrEqual(0);
      await expectAccessible(page);
    }
  });
});
