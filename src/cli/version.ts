import { readFileSync } from 'node:fs';

/** The version of this package. Both src/cli/ and dist/ are looked up from; package.json stands beside the one and above the other. */
export const version: string = JSON.parse(
  readFileSync(
    new URL(import.meta.url.endsWith('.ts') ? '../../package.json' : '../package.json', import.meta.url),
    'utf8',
  ),
).version;
