// After `vite build`: moves Vite's manifest out of what is shipped, and packs what a browser will ask for packed.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const module = fileURLToPath(new URL('../../../../', import.meta.url));
const out = process.env.PITWALL_UI_OUT ?? join(module, 'target/classes/META-INF/pitwall-dashboard');
const build = join(module, 'target/dashboard');

mkdirSync(build, { recursive: true });
renameSync(join(out, '.vite/manifest.json'), join(build, 'manifest.json'));
rmSync(join(out, '.vite'), { recursive: true });

const assets = join(out, 'assets');
for (const name of readdirSync(assets)) {
  if (!/\.(js|css|svg)$/.test(name)) continue;
  const file = join(assets, name);
  // No time stamp and no name inside: the same sources give the same bytes.
  writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
  rmSync(file); // the server unpacks it for the rare caller that cannot
}
