import { describe, expect, test } from 'vitest';
import type { Settings } from '../../src/cli/command.ts';
import { progressOn } from '../../src/cli/progress.ts';
import type { Surroundings } from '../../src/cli/surroundings.ts';

interface Circumstances {
  readonly isTTY?: boolean;
  readonly quiet?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
}

/** What a terminal is sent while an application is begun at each of these milliseconds. */
function written(times: readonly number[], { isTTY = true, quiet = false, env = {}, columns }: Circumstances = {}) {
  let text = '';
  let time = 0;
  const err = { write: (part: string) => (text += part), isTTY, columns };
  const progress = progressOn({ err, env } as unknown as Surroundings, { quiet } as Settings, () => time);
  times.forEach((at, index) => {
    time = at;
    progress?.step(index, times.length, `samples/${index}`);
  });
  progress?.end();
  return text;
}

describe('progress on a terminal', () => {
  test('is one line that changes, and is gone at the end', () => {
    expect(written([10, 1200, 1250, 1400])).toBe(
      '\rncslint: 1 of 4 applications, samples/1\u001B[K\rncslint: 3 of 4 applications, samples/3\u001B[K\r\u001B[K',
    );
  });

  test('does not appear for what takes a moment', () => {
    expect(written([0, 100, 900])).toBe('');
  });

  test('never wraps', () => {
    expect(written([2000], { columns: 20 })).toBe('\rncslint: 0 of 1 app\u001B[K\r\u001B[K');
  });

  test.each<[string, Circumstances]>([
    ['in a pipe', { isTTY: false }],
    ['under --quiet', { quiet: true }],
    ['in CI', { env: { CI: 'true' } }],
    ['on a terminal that cannot clear a line', { env: { TERM: 'dumb' } }],
  ])('is not there %s', (_, circumstances) => {
    expect(written([2000, 3000], circumstances)).toBe('');
  });
});
