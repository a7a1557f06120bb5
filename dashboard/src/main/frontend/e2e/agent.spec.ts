import { expect, expectAccessible, settled, THEMES, test } from './test';

/** The agent with the worst score. */
async function worst(url: string): Promise<{ agent_id: string; performance_score: number }> {
  const { agents } = await (await fetch(`${url}/api/performance/agents?limit=1`)).json();
  return agents[0];
}

test.describe('an agent', () => {
  for (const theme of THEMES) {
    test(`is told with its score, peers and past, accessibly, ${theme}`, async ({ page, demo }) => {
      const { agent_id: id, performance_score: score } = await worst(demo.url);
      await page.emulateMedia({ colorScheme: theme });
      await page.goto(`${demo.url}/agents/${encodeURIComponent(id)}?range=24h&refresh=off`);
      await settled(page);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(id);
      await expect(page.getByRole('region', { name: 'Verdict' })).toContainText(/sick|watch|well/);
      await expect(page.getByRole('region', { name: 'Score' })).toContainText(`${Math.round(score * 100)} %`);
      await expect(page.getByRole('region', { name: 'Score' }).getByRole('listitem')).toHaveCount(3);
      await expect(page.getByRole('region', { name: 'Now and its past' })).toContainText('Median');
      const chart = page.getByRole('region', { name: 'Time of a task' }).getByRole('figure');
      await expect(chart).toHaveAttribute('data-drawn', 'true');
      await expect(chart).toHaveAccessibleName(/Time of a task, .*median/);
      await expect(page.getByRole('grid', { name: 'Last runs' }).getByRole('row').nth(1)).toBeVisible();
      await expectAccessible(page);
    });
  }

  test('is compared with its peers by what the URL says', async ({ page, demo }) => {
    const { agent_id: id } = await worst(demo.url);
    await page.goto(`${demo.url}/agents/${encodeURIComponent(id)}?refresh=off`);
    await settled(page);
    const errors = page.getByRole('group', { name: 'Compare by' }).getByRole('button', { name: 'Errors' });
    await errors.click();
    await expect(page).toHaveURL(/peer=errors/);
    await page.reload();
    await expect(errors).toHaveAttribute('aria-pressed', 'true');
  });

  test('that nobody knows is said to be unknown, whatever its name', async ({ page, demo }) => {
    await page.goto(`${demo.url}/agents/${encodeURIComponent('<b>no\u202e 🐘</b>')}`);
    await expect(page.getByRole('heading', { name: 'No such agent' })).toBeVisible();
    await expectAccessible(page);
  });

  test('needs no sideways scrolling at 320 px', async ({ page, demo }) => {
    const { agent_id: id } = await worst(demo.url);
    await page.setViewportSize({ width: 320, height: 900 });
    await page.goto(`${demo.url}/agents/${encodeURIComponent(id)}`);
    await settled(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await expectAccessible(page);
  });
});
