// Sizes of what a browser loads, packed. Part of every build: what is too large fails it, and says what it is made of.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const KB = 1024;
const LIMITS = { entry: 160, overview: 230, route: 60, css: 20, all: 700 };

const module = fileURLToPath(new URL('../../../../', import.meta.url));
const out = process.env.PITWALL_UI_OUT ?? join(module, 'target/classes/META-INF/pitwall-dashboard');
const manifest = JSON.parse(readFileSync(join(module, 'target/dashboard/manifest.json'), 'utf8'));

/** All chunks that a chunk needs before it can run. */
function closure(key, found = new Set()) {
  if (!found.has(key)) {
    found.add(key);
    for (const next of manifest[key].imports ?? []) closure(next, found);
  }
  return found;
}

const packed = (file) => statSync(join(out, `${file}.gz`)).size;
const scripts = (keys) => [...keys].reduce((sum, key) => sum + packed(manifest[key].file), 0);

const entry = closure('index.html');
const overview = new Set([...entry, ...closure('src/routes/overview.tsx'), ...closure('src/charts/plot.ts')]);
const css = new Set(
  Object.values(manifest).flatMap(({ file, css = [] }) => (file.endsWith('.css') ? [file, ...css] : css)),
);
const results = [
  ['entry', scripts(entry), LIMITS.entry],
  ['overview in all', scripts(overview), LIMITS.overview],
  ['styles', [...css].reduce((sum, file) => sum + packed(file), 0), LIMITS.css],
];
for (const key of Object.keys(manifest)) {
  if (!key.startsWith('src/routes/') || key === 'src/routes/overview.tsx') continue;
  const own = [...closure(key)].filter((part) => !overview.has(part));
  results.push([key.replace('src/routes/', 'route '), scripts(own), LIMITS.route]);
}
const folder = join(out, 'assets');
results.push([
  'everything',
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0),
  LIMITS.all,
]);

let failed = false;
for (const [name, size, limit] of results) {
  const over = size > limit * KB;
  failed ||= over;
  if (over || !name.startsWith('route')) {
    console.log(`${over ? 'TOO LARGE ' : ''}${name}: ${(size / KB).toFixed(1)} KB of ${limit} KB`);
  }
}
const heaviest = results.filter(([name]) => name.startsWith('route')).sort((a, b) => b[1] - a[1])[0];
console.log(`heaviest ${heaviest[0]}: ${(heaviest[1] / KB).toFixed(1)} KB of ${heaviest[2]} KB`);
if ([...entry].some((key) => /recharts|cmdk|plot/i.test(key + manifest[key].file))) {
  failed = true;
  console.log('TOO LARGE the entry holds a part that is meant to be loaded when it is needed: charts or the palette');
}
if (failed) {
  console.error(
    'load what is not on the first screen by import(), or raise a limit in scripts/budget.mjs with a reason',
  );
  process.exit(1);
}
