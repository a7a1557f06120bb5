import { expect, expectAccessible, settled, THEMES, test } from './test';

const PAGES = [
  '/fleet',
  '/agents/a%2Fb',
  '/runs',
  '/runs/7f3a',
  '/compare',
  '/bottlenecks',
  '/optimize',
  '/optimize/x',
  '/alerts',
  '/alerts/x',
  '/alerts/rules/new',
  '/services',
  '/settings',
  '/welcome',
];

test.describe('the shell', () => {
  for (const theme of THEMES) {
    test(`opens every page by its address, ${theme}`, async ({ page, demo }) => {
      await page.emulateMedia({ colorScheme: theme });
      for (const path of PAGES) {
        await page.goto(demo.url + path);
        await settled(page);
        await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('No such page');
        await expectAccessible(page);
      }
    });

    test(`has every state of a panel, ${theme}`, async ({ page, demo, faults }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.goto(`${demo.url}/__states`);
      for (const state of ['loading', 'ready', 'refreshing', 'partial', 'empty-good', 'empty-unknown', 'error']) {
        await expect(page.locator(`[data-state=${state}]`).first()).toBeVisible();
      }
      await expect(page.getByText('<b>bold</b>')).toBeVisible();
      // Reduced motion keeps the bar of a refresh still, so that axe sees one state of it.
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await expectAccessible(page);
      // One panel there breaks on purpose.
      faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('expected a list')));
    });
  }

  test('says which address is no page', async ({ page, demo }) => {
    await page.goto(`${demo.url}/flet`);
    await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
    await expectAccessible(page);
  });

  test('leaves out what makes no sense in the URL, and says so', async ({ page, demo }) => {
    await page.goto(`${demo.url}/?range=5y&tz=Mars%2FBase&refresh=1ms&tab=%00&q=${'x'.repeat(600)}`);
    await settled(page);
    const notice = page.getByRole('status').filter({ hasText: 'range: expected 1h' });
    await expect(notice).toContainText('tz: expected local');
    await expect(page.getByRole('button', { name: /Last hour/ })).toBeVisible();
    await page.goto(`${demo.url}/?from=99999999999999999999&to=-5`);
    await settled(page);
    await expect(page.getByRole('status').filter({ hasText: 'from: expected' })).toBeVisible();
  });

  test('is worked by keys alone', async ({ page, demo }) => {
    await page.goto(`${demo.url}/?range=6h`);
    await settled(page);
    await page.keyboard.press('g');
    await page.keyboard.press('f');
    await expect(page).toHaveURL(/\/fleet\?range=6h/);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Go to' })).toBeFocused();
    await page.keyboard.type('bottlen');
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/bottlenecks\?range=6h/);
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await page.keyboard.press('[');
    await expect(page).toHaveURL(/from=\d+&to=\d+/);
    await page.keyboard.press('t');
    await expect(page.getByRole('button', { name: 'Last 7 days' })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/range=6h/);
    await page.keyboard.press('.');
    await expect(page.getByRole('button', { name: /Paused/ })).toBeVisible();
    await page.keyboard.press('.');
    await expect(page.getByRole('button', { name: /Paused/ })).toHaveCount(0);
  });

  test('mounts few of ten thousand rows, and sorts them', async ({ page, demo, faults }) => {
    await page.goto(`${demo.url}/__states`);
    const grid = page.getByRole('grid', { name: 'Ten thousand rows' });
    await expect(grid).toHaveAttribute('aria-rowcount', '10001');
    await grid.focus();
    await page.keyboard.press('End');
    await expect(grid.getByText('row 9999')).toBeVisible();
    expect(await grid.locator('.rows-row').count()).toBeLessThanOrEqual(60);
    await grid.getByRole('button', { name: 'Number' }).click();
    await page.keyboard.press('Home');
    await expect(grid.getByRole('columnheader', { name: 'Number' })).toHaveAttribute('aria-sort', 'descending');
    faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('expected a list')));
  });

  test('remembers the theme and the rail', async ({ page, demo }) => {
    await page.goto(demo.url);
    await page.getByRole('button', { name: 'Dark theme' }).click();
    await page.getByRole('button', { name: 'Collapse' }).click();
    await page.reload();
    await expect(page.getByRole('button', { name: 'Light theme' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Expand' })).toBeVisible();
  });
});
