// The licences of everything that ends up in the bundle, as one text file in it. Licences outside the list stop the build.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ALLOWED = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD'];

/** The folder of the package a file is of, or undefined for files of our own. */
function packageFolder(file) {
  if (!file.includes('/node_modules/')) return undefined;
  for (let folder = dirname(file); folder.includes('/node_modules/'); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name) return folder;
  }
  return undefined;
}

function licenceText(folder) {
  const name = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  return name ? readFileSync(join(folder, name), 'utf8').trim() : '';
}

/** @returns {import('vite').Plugin} */
export function licences() {
  return {
    name: 'pitwall-licences',
    apply: 'build',
    generateBundle(_, bundle) {
      // Not seen here: what makes the style sheet, and what workers are made of.
      const unseen = ['tailwindcss', 'd3-force', 'd3-dispatch', 'd3-quadtree', 'd3-timer'];
      const folders = new Set(unseen.map((name) => join(process.cwd(), 'node_modules', name)));
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        for (const id of chunk.moduleIds) {
          const folder = packageFolder(id.split('?')[0].replaceAll('\\', '/').replace(/^\0/, ''));
          if (folder) folders.add(folder);
        }
      }
      const packages = [...folders].map((folder) => ({
        folder,
        ...JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
      }));
      packages.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
      for (const { name, license } of packages) {
        if (!ALLOWED.includes(license)) {
          this.error(
            `Expected a licence out of ${ALLOWED.join(', ')} (scripts/licences.mjs), but ${name} has ${license}`,
          );
        }
      }
      const source = packages
        .map(({ name, version, license, folder }) => `${name} ${version} (${license})\n\n${licenceText(folder)}\n`)
        .join(`\n${'-'.repeat(80)}\n\n`);
      this.emitFile({ type: 'asset', fileName: 'third-party-licences.txt', source });
    },
  };
}
