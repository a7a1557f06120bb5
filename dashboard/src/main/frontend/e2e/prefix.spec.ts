import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, settled, test } from './test';

test('works below a prefix that a proxy takes away', async ({ page, demo }) => {
  const outside: string[] = [];
  const proxy = createServer((asked, answer) => {
    if (!asked.url?.startsWith('/ops/pitwall/')) {
      outside.push(asked.url ?? '');
      answer.writeHead(404).end();
      return;
    }
    const target = request(
      demo.url + asked.url.slice('/ops/pitwall'.length),
      { method: asked.method, headers: asked.headers },
      (got) => {
        answer.writeHead(got.statusCode ?? 502, got.headers);
        got.pipe(answer);
      },
    );
    target.on('error', () => answer.destroy());
    answer.on('close', () => target.destroy());
    asked.pipe(target);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  try {
    const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/ops/pitwall`;
    await page.goto(`${url}/agents/a?range=6h`);
    await settled(page);
    await page.getByRole('link', { name: 'Overview', exact: true }).click();
    await expect(page).toHaveURL(`${url}/?range=6h`);
    await settled(page);
    await expect(page.getByRole('region', { name: 'CPU' })).toContainText('%');
    await expect(page.getByRole('button', { name: /Live/ })).toBeVisible();
    await page.reload();
    await settled(page);
    expect(outside).toEqual([]);
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
});
