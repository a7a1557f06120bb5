// What `npm test` runs: the cheap checks first, each told by name, all of them even if one fails.
import { spawnSync } from 'node:child_process';

const checks = [
  ['types of the API are those of openapi.yaml', 'node scripts/api.mjs --check'],
  ['format and lint', 'biome check .'],
  ['types', 'tsc --noEmit'],
  ['nothing unused', 'knip --no-progress'],
  [
    'units',
    'vitest run --reporter=default --reporter=junit --outputFile.junit=../../../target/surefire-reports/TEST-dashboard.xml',
  ],
];

const failed = [];
for (const [name, command] of checks) {
  console.log(`== ${name}`);
  if (spawnSync(command, { shell: true, stdio: 'inherit' }).status !== 0) failed.push(name);
}
if (failed.length > 0) {
  console.error(`failed: ${failed.join(', ')}`);
  process.exit(1);
}
