import { expect, test } from 'vitest';
import { ignoreFile } from '../../src/project/ignore.ts';

// The cases of gitignore(5); every path is a folder unless it ends in a file's ending.
test.each<[string, string, boolean | undefined]>([
  ['build', 'build', true],
  ['build', 'a/build', true],
  ['build/', 'build', true],
  ['build/', 'x.txt', undefined],
  ['/build', 'build', true],
  ['/build', 'a/build', undefined],
  ['a/build', 'a/build', true],
  ['a/build', 'b/a/build', undefined],
  ['build*', 'build_release', true],
  ['b?ild', 'build', true],
  ['*', 'anything', true],
  ['a/*', 'a/b', true],
  ['a/*', 'a/b/c', undefined],
  ['a/**', 'a/b/c', true],
  ['**/x', 'a/b/x', true],
  ['a/**/x', 'a/x', true],
  ['a/**/x', 'a/b/c/x', true],
  ['[bc]uild', 'build', true],
  ['[!b]uild', 'build', undefined],
  ['[a-c]uild', 'build', true],
  ['build\n!build', 'build', false],
  ['# build', 'build', undefined],
  ['\\#x', '#x', true],
  ['build  ', 'build', true],
  ['build\r\n', 'build', true],
  ['a*a*a*a*a*b', 'a'.repeat(200), undefined],
  ['', 'build', undefined],
  ['/', 'build', undefined],
  ['[', '[', true],
])('%j decides about %j: %j', (text, path, decision) => {
  expect(ignoreFile(text).decides(path, !path.endsWith('.txt'))).toBe(decision);
});
