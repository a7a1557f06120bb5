// Writes src/api/schema.d.ts from the server's openapi.yaml. With --check it only compares, and fails on a difference.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';

const source = new URL('../../../../../server/src/main/resources/io/pitwall/server/api/openapi.yaml', import.meta.url);
const target = fileURLToPath(new URL('../src/api/schema.d.ts', import.meta.url));
const head = '// Generated from openapi.yaml by `npm run api`. Do not edit.\n\n';
const types = head + astToString(await openapiTypescript(source));

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== types) {
    console.error(
      'src/api/schema.d.ts: expected the types of openapi.yaml, but it has changed since: run `npm run api`',
    );
    process.exit(1);
  }
} else {
  writeFileSync(target, types);
}
