import { fileURLToPath } from 'node:url';
import { expect, settled, test } from './test';

const folder = fileURLToPath(new URL('../../../../../docs/images/', import.meta.url));

/** `PITWALL_PICTURES=1 npm run e2e -- pictures`: the pictures of the documents, of the demo as it is. */
test.skip(!process.env.PITWALL_PICTURES, 'pictures are taken when PITWALL_PICTURES is set');

const PICTURES = [
  { name: 'overview', path: '/?tab=agents', theme: 'light' },
  { name: 'overview-dark', path: '/?tab=optimization', theme: 'dark' },
  { name: 'first-steps', path: '/welcome', theme: 'light' },
] as const;

for (const { name, path, theme } of PICTURES) {
  test(`takes ${name}.png`, async ({ page, demo }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.goto(demo.url + path);
    await settled(page);
    await expect(page.getByRole('button', { name: /Live/ })).toBeVisible();
    await page.screenshot({ path: `${folder}${name}.png` });
  });
}
