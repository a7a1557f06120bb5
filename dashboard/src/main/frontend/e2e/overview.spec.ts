import { expect, expectAccessible, settled, THEMES, test } from './test';

test.describe('the overview', () => {
  for (const theme of THEMES) {
    test(`answers how things are, accessibly, ${theme}`, async ({ page, demo }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.goto(demo.url);
      await settled(page);
      await expect(page.getByRole('region', { name: 'Verdict' })).toContainText(/Critical|Degraded/);
      await expect(page.getByRole('region', { name: 'CPU' })).toContainText('%');
      await expect(page.getByRole('region', { name: 'Active agents' })).toContainText(/[1-9]/);
      await expect(page.getByRole('region', { name: 'Active alerts' }).getByRole('listitem').first()).toContainText(
        '>',
      );
      await expect(page.getByRole('region', { name: 'Best next step' })).toContainText('confidence');
      await expect(page.getByRole('figure').first()).toHaveAttribute('data-drawn', 'true');
      await expect(page.getByRole('figure').first()).toHaveAccessibleName(/System metrics, .*CPU now \d/);
      expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe(theme);
      await expectAccessible(page);

      await page.getByText('Why').click();
      await expect(page.getByRole('region', { name: 'Verdict' }).getByRole('listitem').first()).toBeVisible();

      for (const [tab, panel] of [
        ['Agent performance', 'Agent performance'],
        ['Optimization', 'Optimization recommendations'],
        ['Alerts', 'Alert history'],
      ] as const) {
        await page.getByRole('tab', { name: tab }).click();
        await expect(page.getByRole('region', { name: panel })).toHaveAttribute('data-state', /ready|partial/);
        await expectAccessible(page);
      }
    });
  }

  test('shows the same numbers as the API', async ({ page, demo }) => {
    await page.goto(`${demo.url}/?tab=agents&refresh=off`);
    await settled(page);
    const { summary } = await (await fetch(`${demo.url}/api/performance/summary?agent_limit=500`)).json();
    const rows = page.getByRole('grid', { name: 'Agents' });
    await expect(rows).toHaveAttribute('aria-rowcount', String(summary.agents_total + 1));
    await expect(rows.getByRole('row').nth(1)).toContainText(/\d+ %/);
  });

  for (const width of [1440, 768, 320]) {
    test(`needs no sideways scrolling at ${width} px`, async ({ page, demo }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(demo.url);
      await settled(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
      await expectAccessible(page);
    });
  }

  test('keeps everything over a reload, and steps back', async ({ page, demo }) => {
    await page.goto(`${demo.url}/?range=6h`);
    await page.getByRole('tab', { name: 'Agent performance' }).click();
    await expect(page).toHaveURL(/range=6h&tab=agents/);
    await page.reload();
    await settled(page);
    await expect(page.getByRole('tab', { name: 'Agent performance' })).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('button', { name: /Last 6 hours/ })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole('tab', { name: 'System metrics' })).toHaveAttribute('aria-selected', 'true');
  });

  test('asks again by itself, and for another stretch of time keeps what it shows', async ({ page, demo }) => {
    await page.goto(demo.url);
    await settled(page);
    await page.waitForResponse((response) => response.url().includes('/overview'), { timeout: 40_000 });
    await page.route('**/historical?*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      await route.continue().catch(() => undefined); // given up when the page went on
    });
    await page.getByRole('button', { name: /Last hour/ }).click();
    await page.getByRole('button', { name: 'Last 24 hours' }).click();
    const chart = page.getByRole('region', { name: 'System metrics over time' });
    await expect(chart).toHaveAttribute('data-state', 'refreshing');
    await expect(chart.getByRole('figure')).toBeVisible();
    await expect(chart).toHaveAttribute('data-state', 'ready');
  });

  test('reads charts by keyboard and as a table', async ({ page, demo }) => {
    await page.goto(demo.url);
    await settled(page);
    const chart = page.getByRole('figure').first();
    await expect(chart).toHaveAttribute('data-drawn', 'true');
    await chart.focus();
    await page.keyboard.press('ArrowLeft');
    await expect(page.locator('[aria-live=polite]')).toContainText(/\d\d:\d\d, CPU .*Memory/);
    await page.getByRole('button', { name: 'Table' }).first().click();
    await expect(page.getByRole('columnheader', { name: 'CPU' })).toBeVisible();
    expect(await page.getByRole('row').count()).toBeLessThanOrEqual(260);
  });

  test('zooms by dragging', async ({ page, demo }) => {
    await page.goto(demo.url);
    await settled(page);
    const plot = page.locator('.u-over').first();
    const box = (await plot.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.7, box.y + 50);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.9, box.y + 60, { steps: 5 });
    await page.mouse.up();
    await expect(page).toHaveURL(/from=\d+&to=\d+/);
    await expect(page.getByRole('button', { name: /Not refreshed/ })).toBeVisible();
  });
});
