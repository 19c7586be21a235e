import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadFacts } from '../../src/sdk/facts.ts';

/** The files below src/sdk/data. */
export const shipped: ReadFacts = (name) => {
  try {
    return readFileSync(join(import.meta.dirname, '../../src/sdk/data', name), 'utf8');
  } catch {
    return undefined;
  }
};
