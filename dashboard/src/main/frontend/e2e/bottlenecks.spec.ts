import type { Page } from '@playwright/test';
import { expect, expectAccessible, settled, THEMES, test } from './test';

/** An answer about one lever: p95 falls by a third at most. */
function predicted(body: { workflow: string; changes: { kind: string; value?: number }[] }) {
  const speed = body.changes[0]!.value ?? 2;
  const at = (left: number) => ({ baseline: 45_000, predicted: 30_000 + 15_000 * left, low: 28_000, high: 46_000 });
  return {
    success: true,
    workflow: body.workflow,
    runs: 412,
    status: 'predicted',
    p50_ms: at(1 / speed),
    p95_ms: at(1 / speed),
    mean_ms: at(1 / speed),
    cost_usd: { baseline: 0.04, predicted: 0.03, low: 0.02, high: 0.04 },
    next_limit: { name: 'approval', used_share: 0.62 },
    interval: 0.8,
    confidence: 0.8,
    method: 'retimed',
    validity: { valid: true, p50_error: 0.01, p95_error: 0.03 },
    curve: Array.from({ length: 21 }, (_, i) => ({
      value: i === 20 ? null : 1 / (1 - i / 20),
      p50_ms: 25_000,
      p95_ms: at(1 - i / 20).predicted,
      p95_low_ms: at(1 - i / 20).predicted * 0.9,
      p95_high_ms: at(1 - i / 20).predicted * 1.1,
    })),
  };
}

async function answerWhatIf(page: Page, asked: unknown[] = []) {
  await page.route('**/api/performance/whatif', async (route) => {
    const body = route.request().postDataJSON();
    asked.push(body);
    await route.fulfill({ json: predicted(body) });
  });
}

test.describe('bottlenecks', () => {
  for (const theme of THEMES) {
    test(`are ranked and what-if is answered, accessibly, ${theme}`, async ({ page, demo }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.goto(`${demo.url}/bottlenecks`);
      await settled(page);
      const rows = page.getByRole('grid', { name: 'Bottlenecks' }).getByRole('row');
      await expect(rows.nth(1)).toContainText(/%.*n=\d/);
      await expect(page.getByRole('region', { name: /^What differs/ })).toContainText('%');
      // The real server either predicts or says why it does not.
      await expect(page.getByRole('region', { name: /^What if/ })).toContainText(/Cannot tell: \w|p95/);
      await expectAccessible(page);
    });
  }

  test('shows the shares of the API', async ({ page, demo }) => {
    await page.goto(`${demo.url}/bottlenecks?refresh=off&range=6h`);
    await settled(page);
    const name = await page.getByRole('combobox', { name: /^Workflow/ }).inputValue();
    const { bottlenecks } = await (
      await fetch(`${demo.url}/api/performance/workflows/${name}/bottlenecks?hours=6`)
    ).json();
    const grid = page.getByRole('grid', { name: 'Bottlenecks' });
    await expect(grid).toHaveAttribute('aria-rowcount', String(bottlenecks.length + 1));
    await expect(grid).toContainText(bottlenecks[0].name);
  });

  test('the slider answers from the curve at once, the server after a rest, and the address keeps it', async ({
    page,
    demo,
  }) => {
    const asked: { changes: { value: number }[] }[] = [];
    await answerWhatIf(page, asked);
    await page.goto(`${demo.url}/bottlenecks?refresh=off`);
    const whatIf = page.getByRole('region', { name: /^What if/ });
    await expect(whatIf).toContainText('approval');
    const before = asked.length;
    await whatIf.getByRole('slider').focus();
    for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight');
    await expect(whatIf).toContainText('≈');
    await expect(page).toHaveURL(/v=60/);
    await expect(whatIf).not.toContainText('≈');
    // Ten steps are one question, or a few where the machine is slower than the rest.
    expect(asked.length - before).toBeLessThan(5);
    expect(asked.at(-1)!.changes[0]!.value).toBeCloseTo(2.5);
    await expect(whatIf.getByRole('figure')).toHaveAccessibleName(/today p95 45.0 s/);
    await whatIf.getByRole('figure').focus();
    await page.keyboard.press('Home');
    await expect(page.locator('[aria-live=polite]')).toContainText('0 %: p95 45.0 s');
    await expectAccessible(page);
    await page.reload();
    await expect(whatIf.getByRole('spinbutton')).toHaveValue('60');
  });

  test('says plainly why it cannot tell', async ({ page, demo }) => {
    await page.route('**/api/performance/whatif', (route) =>
      route.fulfill({
        json: { success: true, workflow: 'x', runs: 12, status: 'not_enough_data', message: 'have 12 runs, need 100' },
      }),
    );
    await page.goto(`${demo.url}/bottlenecks`);
    const whatIf = page.getByRole('region', { name: /^What if/ });
    await expect(whatIf).toContainText('Cannot tell: have 12 runs, need 100');
    await expect(whatIf.getByRole('figure')).toHaveCount(0);
    await expectAccessible(page);
  });

  test('keeps what is typed wrong, says so, and does not ask', async ({ page, demo }) => {
    const asked: unknown[] = [];
    await answerWhatIf(page, asked);
    await page.goto(`${demo.url}/bottlenecks?refresh=off`);
    const field = page.getByRole('spinbutton');
    await expect(field).toBeVisible();
    await settled(page);
    const before = asked.length;
    await field.fill('120');
    await expect(page.getByRole('region', { name: /^What if/ })).toContainText('Expected a number from 0 to 100');
    await expect(field).toHaveValue('120');
    expect(asked.length).toBe(before);
  });

  test('leaves out what makes no sense in the address', async ({ page, demo }) => {
    await page.goto(`${demo.url}/bottlenecks?lever=hammer&v=x&id=nothing`);
    await settled(page);
    await expect(page.getByText(/lever: expected/)).toContainText('hammer');
    await page.goto(`${demo.url}/bottlenecks?workflow=${encodeURIComponent('<b>none</b> 🐘')}`);
    await expect(page.getByText('has no runs in this range')).toBeVisible();
    await expectAccessible(page);
  });

  test('needs no sideways scrolling at 320 px', async ({ page, demo }) => {
    await page.setViewportSize({ width: 320, height: 900 });
    await answerWhatIf(page);
    await page.goto(`${demo.url}/bottlenecks`);
    await settled(page);
    await expect(page.getByText('approval')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await expectAccessible(page);
  });
});
