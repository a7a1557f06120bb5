import { expect, expectAccessible, settled, THEMES, test } from './test';

interface Advice {
  id: string;
  state: string;
  prediction: { effects: { measure: string }[] } | null;
  evidence: { examples: string[] };
  history: { reason: string }[];
}

async function all(url: string): Promise<Advice[]> {
  const response = await fetch(`${url}/api/performance/recommendations?state=all&muted=true`);
  return (await response.json()).recommendations;
}

test.describe('optimization', () => {
  for (const theme of THEMES) {
    test(`ranks advice and shows one of it, accessibly, ${theme}`, async ({ page, demo }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.goto(`${demo.url}/optimize`);
      await settled(page);
      const rows = page.getByRole('grid', { name: 'Advice' }).getByRole('row');
      await expect(rows.nth(1)).toContainText(/open|accepted/);
      await expectAccessible(page);
      await page.getByRole('tab', { name: 'Ledger' }).click();
      await settled(page);
      await expectAccessible(page);
      const [first] = await all(demo.url);
      await page.goto(`${demo.url}/optimize/${first!.id}`);
      await settled(page);
      for (const name of ['Evidence', 'Change', 'Expected gain', 'Risk', 'History']) {
        await expect(page.getByRole('region', { name, exact: true })).toHaveAttribute('data-state', 'ready');
      }
      await expectAccessible(page);
    });
  }

  test('goes from the list to the evidence and on to a run, by keyboard', async ({ page, demo }) => {
    const shown = (await all(demo.url)).find((one) => one.state === 'open' && one.evidence.examples.length > 0)!;
    await page.goto(`${demo.url}/optimize?refresh=off`);
    await settled(page);
    const grid = page.getByRole('grid', { name: 'Advice' });
    await grid.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/optimize\/.+/);
    await page.goto(`${demo.url}/optimize/${shown.id}`);
    const run = page.getByRole('region', { name: 'Evidence' }).getByRole('link').first();
    await run.focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/runs/${shown.evidence.examples[0]}`));
  });

  test('narrows by priority and text, in the address', async ({ page, demo }) => {
    await page.goto(`${demo.url}/optimize?refresh=off`);
    await settled(page);
    await page.getByRole('combobox', { name: /^Priority/ }).selectOption('low');
    await expect(page).toHaveURL(/prio=low/);
    await page.reload();
    await expect(page.getByRole('combobox', { name: /^Priority/ })).toHaveValue('low');
    await page.goto(`${demo.url}/optimize?q=nothing-has-this-name`);
    await expect(page.getByText('None of the advice is let through')).toBeVisible();
  });

  test('what is dismissed is stored with its reason', async ({ page, demo }) => {
    const victim = (await all(demo.url)).filter((one) => one.state === 'open').at(-1)!;
    await page.goto(`${demo.url}/optimize/${victim.id}`);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    const dialog = page.getByRole('dialog', { name: 'Dismiss' });
    await expectAccessible(page);
    await expect(dialog.getByRole('button', { name: 'Dismiss' })).toBeDisabled();
    await dialog.getByLabel('Reason').fill('Replaced <b>next</b> week');
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'History' })).toContainText('Replaced <b>next</b> week');
    const stored = (await all(demo.url)).find((one) => one.id === victim.id)!;
    expect(stored.state).toBe('dismissed');
    expect(stored.history.at(-1)!.reason).toBe('Replaced <b>next</b> week');
    await expect(page.getByRole('button', { name: 'Accept' })).toHaveAttribute('aria-disabled', 'true');
    await expect(page.getByText('It was dismissed')).toBeVisible();
  });

  test('a refused step keeps what was typed', async ({ page, demo }) => {
    const open = (await all(demo.url)).find((one) => one.state === 'open')!;
    await page.route('**/apply', (route) =>
      route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        body: JSON.stringify({ title: 'Forbidden', status: 403, detail: 'Expected the scope admin, but got read' }),
      }),
    );
    await page.goto(`${demo.url}/optimize/${open.id}?refresh=off`);
    await page.getByRole('button', { name: 'Mark as applied' }).click();
    const dialog = page.getByRole('dialog', { name: 'Mark as applied' });
    await dialog.getByLabel(/What was done/).fill('Nine workers');
    await dialog.getByRole('button', { name: 'Mark as applied' }).click();
    await expect(dialog.getByRole('alert')).toContainText('Expected the scope admin');
    await expect(dialog.getByLabel(/What was done/)).toHaveValue('Nine workers');
    await expectAccessible(page);
  });

  test('shows predicted against measured where something was applied', async ({ page, demo }) => {
    const base = (await all(demo.url)).find((one) => one.prediction !== null)!;
    const { measure } = base.prediction!.effects[0]!;
    const outcome = {
      measure,
      applied_at: new Date(Date.now() - 7_200_000).toISOString(),
      before: 8_400,
      after: 6_600,
      change: -0.214,
      low: -0.25,
      high: -0.17,
      interval: 0.95,
      runs_before: 402,
      runs_after: 388,
      verdict: 'better',
    };
    await page.route('**/recommendations?*', (route) =>
      route.fulfill({ json: { success: true, recommendations: [{ ...base, state: 'measured', outcome }] } }),
    );
    await page.goto(`${demo.url}/optimize/${base.id}`);
    const proof = page.getByRole('region', { name: /^Proof/ });
    await expect(proof).toContainText('better');
    await expect(proof).toContainText(/−21 % \(−25 % to −17 %\)/);
    await expectAccessible(page);
  });

  test('says so if there is no such advice', async ({ page, demo }) => {
    await page.goto(`${demo.url}/optimize/nothing-of-this-name`);
    await expect(page.getByText('The server has no advice nothing-of-this-name')).toBeVisible();
    await expectAccessible(page);
  });

  test('needs no sideways scrolling at 320 px', async ({ page, demo }) => {
    await page.setViewportSize({ width: 320, height: 900 });
    const [first] = await all(demo.url);
    for (const path of ['/optimize', '/optimize?tab=ledger', `/optimize/${first!.id}`]) {
      await page.goto(demo.url + path);
      await settled(page);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        path,
      ).toBeLessThanOrEqual(0);
      await expectAccessible(page);
    }
  });
});
