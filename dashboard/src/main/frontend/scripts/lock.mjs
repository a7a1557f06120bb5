// `npm run lock` after a change of dependencies: installs, then completes package-lock.json by the packages of other platforms
// that npm leaves out where a registry does not have them; `npm ci` refuses a lock file without them.
import { execSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

execSync('npm install --no-audit --no-fund', { stdio: 'inherit' });
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const packages = lock.packages;
for (const parent of Object.values(packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    const platform = /(android|darwin|freebsd|linux|openharmony|win32|wasm32)-(\w+)(?:-(\w+))?$/.exec(name);
    if (packages[key] || !platform) continue;
    const [, os, cpu, abi = ''] = platform;
    packages[key] = {
      version,
      cpu: [os === 'wasm32' ? os : cpu],
      ...(parent.dev ? { dev: true } : {}),
      ...(abi ? { libc: [abi.startsWith('musl') ? 'musl' : 'glibc'] } : {}),
      optional: true,
      ...(os === 'wasm32' ? {} : { os: [os] }),
    };
    console.log(`completed ${name} ${version}`);
  }
}
const { '': root, ...others } = packages;
lock.packages = { '': root, ...Object.fromEntries(Object.entries(others).sort(([a], [b]) => (a < b ? -1 : 1))) };
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
