import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedLines } from '../../src/fix/changed-lines.ts';
import { unifiedDiff } from '../../src/fix/unified-diff.ts';
import { onDisk } from '../cli/run.ts';

const lines = (...numbers: number[]) => numbers.map((number) => `${number}\n`).join('');

describe('a patch', () => {
  it('shows three lines around a change, and near changes together', () => {
    const before = lines(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18);
    const after = lines(1, 2, 3, 4, 50, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
    expect(unifiedDiff({ path: 'prj.conf', before, after })).toBe(
      'diff --git a/prj.conf b/prj.conf\n--- a/prj.conf\n+++ b/prj.conf\n' +
        '@@ -2,11 +2,10 @@\n 2\n 3\n 4\n-5\n+50\n 6\n 7\n 8\n-9\n 10\n 11\n 12\n' +
        '@@ -16,3 +15,4 @@\n 16\n 17\n 18\n+19\n',
    );
  });

  it('makes a new file', () => {
    expect(unifiedDiff({ path: 'a/b.conf', before: undefined, after: 'x\n' })).toBe(
      'diff --git a/a/b.conf b/a/b.conf\nnew file mode 100644\n--- /dev/null\n+++ b/a/b.conf\n@@ -0,0 +1 @@\n+x\n',
    );
  });

  it('of nothing is nothing', () => expect(unifiedDiff({ path: 'a', before: 'x', after: 'x' })).toBe(''));

  it.each([
    ['prj.conf', 'a\nb\n', 'a\nc\n'],
    ['no end.conf', 'a\nb', 'a\nb\nc\n'],
    ['windows.conf', 'a\r\nb\r\n', 'a\r\nb\r\nc\r\n'],
    ['ä "quoted"\t\\.conf', 'a\n', 'b'],
    ['emptied.conf', 'a\n', ''],
    ['filled.conf', '', 'a\n'],
    ['new/er.conf', undefined, 'a\nb\n'],
  ])('is one that git applies: %s', (path, before, after) => {
    if (process.platform === 'win32' && /["\t]/.test(path)) return;
    const folder = onDisk(before === undefined ? { x: '' } : { [path]: before });
    execFileSync('git', ['apply', '--whitespace=nowarn', '-'], {
      cwd: folder,
      env: { ...process.env, GIT_CEILING_DIRECTORIES: join(folder, '..') },
      input: unifiedDiff({ path, before, after }),
    });
    expect(readFileSync(join(folder, path), 'utf8')).toBe(after);
  });
});

describe('the lines that changed', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });

  it('make the one text of the other, and leave what is alike', () => {
    fc.assert(
      fc.property(text, text, (old, now) => {
        const changes = changedLines(old, now);
        const made: string[] = [];
        let done = 0;
        for (const { oldStart, oldEnd, newStart, newEnd } of changes) {
          made.push(...old.slice(done, oldStart), ...now.slice(newStart, newEnd));
          done = oldEnd;
          expect(oldEnd - oldStart + newEnd - newStart).toBeGreaterThan(0);
        }
        expect([...made, ...old.slice(done)]).toEqual(now);
        expect(changedLines(old, old)).toEqual([]);
      }),
    );
  });

  it('of two texts that have nothing in common are all lines, found soon', () => {
    const many = (word: string) => Array.from({ length: 20_000 }, (_, index) => `${word}${index}`);
    expect(changedLines(many('a'), many('b'))).toEqual([{ oldStart: 0, oldEnd: 20_000, newStart: 0, newEnd: 20_000 }]);
  });
});
