import type { Page } from '@playwright/test';
import { sendRun } from './spans';
import { expect, expectAccessible, settled, THEMES, test } from './test';

/** Id of an ended run of a workflow with many steps. */
async function anyRun(url: string): Promise<string> {
  const query = 'state=final&workflow=invoice-flow&sort=slowest&hours=24&limit=1';
  const { runs } = await (await fetch(`${url}/api/performance/runs?${query}`)).json();
  return runs[0].trace_id;
}

async function noSidewaysScrolling(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
}

test.describe('runs', () => {
  for (const theme of THEMES) {
    test(`are listed, narrowed and opened, accessibly, ${theme}`, async ({ page, demo }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.goto(`${demo.url}/runs?range=24h&refresh=off`);
      await settled(page);
      const workflows = page.getByRole('grid', { name: 'Workflows' });
      await expect(workflows).toContainText('invoice-flow');
      await expectAccessible(page);

      await workflows.getByText('invoice-flow').click();
      await expect(page).toHaveURL(/workflow=invoice-flow/);
      const list = page.getByRole('grid', { name: 'Runs', exact: true });
      await expect(list).not.toContainText('support-triage');
      await page.getByLabel('Order').selectOption('slowest');
      await page.getByLabel('State').selectOption('final');
      await expect(page).toHaveURL(/sort=slowest/);
      const { runs, total } = await (
        await fetch(`${demo.url}/api/performance/runs?hours=24&workflow=invoice-flow&state=final&sort=slowest&limit=1`)
      ).json();
      await expect(page.getByRole('region', { name: 'Runs', exact: true })).toContainText(`of ${total}`);
      await expect(list.getByRole('row').nth(1)).toContainText(runs[0].trace_id.slice(0, 8));

      await list.focus();
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(new RegExp(`/runs/${runs[0].trace_id}`));
    });
  }

  test('tell what makes no sense in the URL, and show the rest', async ({ page, demo }) => {
    await page.goto(`${demo.url}/runs?sort=best&min=-3&status=odd&workflow=${'%3Cb%3Ex'}`);
    await settled(page);
    await expect(page.getByText(/sort: expected newest/)).toBeVisible();
    await expect(page.getByText('No run is like that')).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe('a run', () => {
  for (const theme of THEMES) {
    test(`is shown in four ways, accessibly, ${theme}`, async ({ page, demo }) => {
      await page.emulateMedia({ colorScheme: theme });
      const id = await anyRun(demo.url);
      await page.goto(`${demo.url}/runs/${id}?range=24h`);
      await settled(page);
      const tree = page.getByRole('treegrid');
      await expect(tree.getByRole('row', { name: /invoice-flow/ }).first()).toBeVisible();
      await tree.getByRole('row').nth(3).click();
      await expect(page).toHaveURL(/span=[0-9a-f]{16}/);
      await expect(page.getByText('Attributes', { exact: true })).toBeVisible();
      await expectAccessible(page);
      for (const view of ['Path', 'Flame', 'Table']) {
        await page.getByRole('tab', { name: view }).click();
        await expect(page).toHaveURL(new RegExp(`view=${view.toLowerCase()}`));
        await expectAccessible(page);
      }
      await page.reload();
      await settled(page);
      await expect(page.getByRole('tab', { name: 'Table' })).toHaveAttribute('aria-selected', 'true');
      await expect(page.getByText('Attributes', { exact: true })).toBeVisible();
    });
  }

  test('is walked through by keys alone', async ({ page, demo }) => {
    const id = await anyRun(demo.url);
    const { segments } = await (await fetch(`${demo.url}/api/performance/runs/${id}/critical-path`)).json();
    const spans: string[] = segments.flatMap((one: { span_id: string | null }) => (one.span_id ? [one.span_id] : []));
    await page.goto(`${demo.url}/runs/${id}`);
    await settled(page);
    await expect(page.getByRole('treegrid')).toBeVisible();
    await page.keyboard.press('n');
    await expect(page).toHaveURL(new RegExp(`span=${spans[0]}`));
    await page.keyboard.press('n');
    await expect(page).toHaveURL(new RegExp(`span=${spans[1]}`));
    await page.keyboard.press('N');
    await expect(page).toHaveURL(new RegExp(`span=${spans[0]}`));
    await page.keyboard.press('c');
    await expect(page).toHaveURL(/cp=0/);
    await page.getByRole('treegrid').focus();
    await page.keyboard.press('Home');
    await expect(page.getByRole('row', { selected: true })).toHaveAttribute('aria-level', '1');
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByRole('row', { selected: true })).toHaveAttribute('aria-expanded', 'false');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('row', { selected: true })).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('+');
    await expect(page).toHaveURL(/z=/);
    await page.keyboard.press('0');
    await expect(page).not.toHaveURL(/z=/);
    await page.keyboard.press('v');
    await expect(page).toHaveURL(new RegExp(`/compare\\?a=${id}`));
  });

  test('that is not known says so', async ({ page, demo }) => {
    await page.goto(`${demo.url}/runs/${'0'.repeat(31)}9`);
    await settled(page);
    await expect(page.getByText(/Expected the trace id of a run/).first()).toBeVisible();
    await expectAccessible(page);
  });

  test('of 10,000 spans opens soon and mounts few rows', async ({ page, demo }) => {
    const id = 'a0000000000000000000000000010000';
    await sendRun(demo.url, id, 10_000);
    await page.goto(`${demo.url}/runs`);
    await settled(page);
    await page.goto(`${demo.url}/runs/${id}`);
    const rows = page.locator('.wf-row');
    await expect(rows.first()).toBeVisible();
    console.log(
      `      10,000 spans on screen after ${(await page.evaluate(() => performance.now())).toFixed(0)} ms with the page itself`,
    );
    await expect(page.getByRole('treegrid')).toHaveAttribute('aria-rowcount', '10001');
    const mounted = await page.evaluate(async () => {
      const tree = document.querySelector('.wf')!;
      let most = 0;
      for (let i = 0; i < 60; i++) {
        tree.scrollTop += 2_000;
        await new Promise(requestAnimationFrame);
        most = Math.max(most, document.querySelectorAll('.wf-row').length);
      }
      return most;
    });
    expect(mounted).toBeLessThanOrEqual(60);
    expect(mounted).toBeGreaterThan(10);
    await page.keyboard.press('e');
    await expect(page).toHaveURL(/span=/);
    await expect(page.getByText('timeout').first()).toBeVisible();
    await page.getByRole('tab', { name: 'Flame' }).click();
    await expect(page.getByRole('button', { name: /crawl-all › crawler › fetch › gpt-5-mini/ })).toBeVisible();
  });
});

test.describe('a comparison', () => {
  for (const theme of THEMES) {
    test(`holds a run against the median and against another, ${theme}`, async ({ page, demo }) => {
      await page.emulateMedia({ colorScheme: theme });
      const id = await anyRun(demo.url);
      await page.goto(`${demo.url}/compare?a=${id}&range=24h`);
      await expect(page.getByText(/A takes .* than B/)).toBeVisible();
      await expect(page.getByText(/median of the newest/)).toBeVisible();
      await settled(page);
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Choose a run' }).click();
      const choices = page.getByRole('grid', { name: 'Runs to choose from' });
      await expect(choices.getByRole('row').nth(2)).toBeVisible();
      await expectAccessible(page);
      await choices.getByRole('row').nth(2).click();
      await expect(page).toHaveURL(/b=[0-9a-f]{32}/);
      await page.getByRole('tab', { name: /^All/ }).click();
      await expect(page.getByRole('grid', { name: 'Differences' })).toContainText('invoice-flow');
      await expectAccessible(page);
    });
  }

  test('of a run with itself finds nothing', async ({ page, demo }) => {
    const id = await anyRun(demo.url);
    await page.goto(`${demo.url}/compare?a=${id}&b=${id}`);
    await expect(page.getByText('A takes as long as B.')).toBeVisible();
    await expect(page.getByText('There is no difference worth showing.')).toBeVisible();
  });
});

test('runs, a run and a comparison need no sideways scrolling at 320 px', async ({ page, demo }) => {
  const id = await anyRun(demo.url);
  await page.setViewportSize({ width: 320, height: 800 });
  for (const path of ['/runs', `/runs/${id}`, `/runs/${id}?view=path`, `/runs/${id}?view=flame`, `/compare?a=${id}`]) {
    await page.goto(demo.url + path);
    await settled(page);
    await noSidewaysScrolling(page);
    await expectAccessible(page);
  }
});
