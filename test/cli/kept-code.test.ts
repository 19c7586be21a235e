import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { compileKept } from '../../src/cli/kept-code.ts';

let folder = '';
let count = 0;
beforeEach(() => {
  count += 1;
  folder = mkdtempSync(join(tmpdir(), 'ncslint-kept-'));
  // V8 knows a script again that it has compiled in this process.
  writeFileSync(join(folder, 'program.js'), `(function (a, b) { return a + b; }) // ${count}`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const better = () => join(folder, 'kept/better');
const good = () => join(folder, 'kept/good');
const compile = () => compileKept(join(folder, 'program.js'), [better(), good()]);
const sum = (value: unknown): number => (value as (a: number, b: number) => number)(1, 2);

describe('the code of a script', () => {
  it('is kept in a folder that need not exist, and used', () => {
    const first = compile();
    expect(sum(first.value)).toBe(3);
    first.keep(good());
    expect(sum(compile().value)).toBe(3);
    expect(readdirSync(join(folder, 'kept'))).toEqual(['good']);
  });

  it('gives way to better code, not to worse', () => {
    compile().keep(good());
    compile().keep(better());
    expect(existsSync(better())).toBe(true);
    rmSync(good());
    compile().keep(good());
    expect(existsSync(good())).toBe(false);
  });

  it('is kept once more by a run that used it, which has been through other code', () => {
    const run = () => compile().keep(better(), good());
    run();
    expect(readdirSync(join(folder, 'kept'))).toEqual(['good']);
    run();
    expect(readdirSync(join(folder, 'kept'))).toEqual(['better', 'good']);
    rmSync(good());
    run();
    expect(readdirSync(join(folder, 'kept'))).toEqual(['better']);
  });

  it.each([
    ['something else', 'This is not code.'],
    ['cut off', undefined],
  ])('that is %s is made again', (_, text) => {
    const other = join(folder, 'other.js');
    writeFileSync(other, `(function (a, b) { return a - b; }) // ${count}`);
    compileKept(other, [better()]).keep(better());
    writeFileSync(better(), text ?? readFileSync(better()).subarray(0, 200));
    const again = compile();
    expect(sum(again.value)).toBe(3);
    again.keep(better());
    expect(readFileSync(better()).length).toBeGreaterThan(100);
  });

  it('is not kept where nothing can be written', () => {
    writeFileSync(join(folder, 'kept'), 'a file, where the folder would be');
    const script = compile();
    script.keep(better());
    expect(sum(script.value)).toBe(3);
  });

  it('is neither read nor kept where the user says so, as Node itself has it', () => {
    vi.stubEnv('NODE_DISABLE_COMPILE_CACHE', '1');
    compile().keep(better());
    expect(existsSync(better())).toBe(false);
  });
});
