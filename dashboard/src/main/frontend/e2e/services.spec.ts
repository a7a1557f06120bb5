import { expect, expectAccessible, settled, THEMES, test } from './test';

const TABS = ['database', 'endpoints', 'external', 'browser'] as const;

test.describe('services', () => {
  for (const theme of THEMES) {
    test(`tell rate, errors and percentiles, accessibly, ${theme}`, async ({ page, demo }) => {
      await page.emulateMedia({ colorScheme: theme });
      for (const tab of TABS) {
        await page.goto(`${demo.url}/services?tab=${tab}`);
        await settled(page);
        const rows = page.getByRole('grid').getByRole('row');
        await expect(rows.nth(1)).toContainText(/\d/);
        await expectAccessible(page);
        await rows.nth(1).click();
        await expect(page).toHaveURL(/id=/);
        await settled(page);
        await expect(page.locator('[data-drawn=true]').first()).toBeVisible();
        await expectAccessible(page);
      }
    });
  }

  test('sorts on the server, opens by keyboard and keeps both over a reload', async ({ page, demo }) => {
    await page.goto(`${demo.url}/services?refresh=off`);
    await settled(page);
    const asked = page.waitForRequest((request) => request.url().includes('sort=p95_ms'));
    await page.getByRole('button', { name: 'p95' }).click();
    await asked;
    const grid = page.getByRole('grid', { name: 'Database queries' });
    await grid.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Callers' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('region', { name: 'Callers' })).toBeVisible();
    await expect(page.getByRole('columnheader', { name: 'p95' })).toHaveAttribute('aria-sort', 'descending');
    await page.getByRole('button', { name: 'Close this operation' }).click();
    await expect(page.getByRole('region', { name: 'Callers' })).toHaveCount(0);
  });

  test('shows the numbers of the API, and finds by text', async ({ page, demo }) => {
    const { endpoints, total } = await (await fetch(`${demo.url}/api/performance/endpoints?hours=1&q=lines`)).json();
    await page.goto(`${demo.url}/services?tab=endpoints&q=lines&refresh=off`);
    await settled(page);
    const grid = page.getByRole('grid', { name: 'Endpoints' });
    await expect(grid).toHaveAttribute('aria-rowcount', String(total + 1));
    await expect(grid).toContainText(endpoints[0].route);
    await page.goto(`${demo.url}/services?q=${encodeURIComponent('nothing <b>like</b> this')}`);
    await expect(page.getByText('Nothing here has “nothing <b>like</b> this”')).toBeVisible();
  });

  test('draws a plan where one is known, and no percentile of a few calls', async ({ page, demo }) => {
    await page.route('**/database/queries?*', async (route) => {
      const answer = await (await route.fetch()).json();
      answer.queries[0].count = 7;
      answer.queries[0].plan = {
        node_type: 'Nested Loop',
        total_cost: 812.4,
        plans: [{ node_type: 'Seq Scan', relation_name: 'customers' }],
      };
      await route.fulfill({ json: answer });
    });
    await page.goto(`${demo.url}/services`);
    await settled(page);
    const row = page.getByRole('grid').getByRole('row').nth(1);
    await expect(row.getByRole('gridcell').nth(5)).toHaveText('–');
    await row.click();
    const plan = page.getByRole('region', { name: 'Plan', exact: true });
    await expect(plan).toContainText('Nested Loop');
    await expect(plan).toContainText('Seq Scan');
    await expectAccessible(page);
  });

  test('needs no sideways scrolling at 320 px', async ({ page, demo }) => {
    await page.setViewportSize({ width: 320, height: 900 });
    for (const tab of TABS) {
      await page.goto(`${demo.url}/services?tab=${tab}`);
      await settled(page);
      await page.getByRole('grid').getByRole('row').nth(1).click();
      await settled(page);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        tab,
      ).toBeLessThanOrEqual(0);
      await expectAccessible(page);
    }
  });
});
