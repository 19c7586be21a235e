import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../src/rules/index.ts';

const SOURCE = /^((?:nrf|zephyr|bootloader\/mcuboot)\/[\w./,-]+):(\d+)(?:-(\d+))? \((\d+\.\d+\.\d+)\)$/;

/** The workspace of an SDK, to compare with: NCSLINT_SDK=~/ncs/v2.4.0 npm test. */
const sdk = process.env.NCSLINT_SDK;

describe.each(rules)('sources of $id', ({ about }) => {
  test.each(about().sources)('%s', (source) => {
    const [, path = '', first = '', last = first] = SOURCE.exec(source) ?? [];
    expect(path, 'path:line (version)').not.toBe('');
    expect(Number(first)).toBeLessThanOrEqual(Number(last));
    if (sdk === undefined) return;
    const file = join(sdk, path);
    expect(existsSync(file)).toBe(true);
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .slice(Number(first) - 1, Number(last));
    expect(lines).toHaveLength(Number(last) - Number(first) + 1);
    expect(lines[0]?.trim(), 'starts at a line that says something').not.toBe('');
  });
});
