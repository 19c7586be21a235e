import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { nodeFiles } from '../../src/cli/node-files.ts';
import { SdkFiles } from '../../src/sdk/sdk-files.ts';
import type { FileSystem } from '../../src/text/file-system.ts';

const folder = mkdtempSync(join(tmpdir(), 'ncslint-sdk-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (path: string, text: string): void => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
};
write('secret', 'not for anybody');
write('outside/Kconfig', 'not for anybody');
write('sdk/zephyr/Kconfig', 'config A\n');
write('sdk/zephyr/drivers/led/Kconfig', '\ufeffconfig LED\n');
symlinkSync('../../secret', join(folder, 'sdk/zephyr/Kconfig.linked'));
symlinkSync('../../outside', join(folder, 'sdk/zephyr/linked'));
symlinkSync('drivers', join(folder, 'sdk/zephyr/devices'));
symlinkSync('Kconfig', join(folder, 'sdk/zephyr/Kconfig.same'));

const opened = (disk: FileSystem = nodeFiles): SdkFiles => new SdkFiles(disk, join(folder, 'sdk'));

/** The same disk without a quick look at one entry, as other file systems are. */
const { kind: _, ...plain } = nodeFiles;

describe.each([
  ['with a look at one entry', nodeFiles],
  ['with listings alone', plain],
])('texts of an SDK, %s', (_, disk) => {
  test.each([
    ['a file', '/zephyr/Kconfig', 'config A\n'],
    ['without a byte order mark', 'zephyr/drivers/led/Kconfig', 'config LED\n'],
    ['through a link within the SDK', 'zephyr/devices/led/Kconfig', 'config LED\n'],
    ['a link within the SDK', 'zephyr/Kconfig.same', 'config A\n'],
  ])('reads %s', (_, path, text) => {
    expect(opened(disk).text(path)).toBe(text);
  });

  test.each([
    ['a link that leads out', 'zephyr/Kconfig.linked'],
    ['a folder that leads out', 'zephyr/linked/Kconfig'],
    ['a path that leads out', '../secret'],
    ['a folder', 'zephyr/drivers'],
    ['what is below a file', 'zephyr/Kconfig/Kconfig'],
    ['what is not there', 'zephyr/drivers/wifi/Kconfig'],
    ['the SDK itself', '.'],
  ])('does not read %s', (_, path) => {
    expect(opened(disk).text(path)).toBeUndefined();
  });

  test('is the same after a listing', () => {
    const files = opened(disk);
    files.list('zephyr');
    expect(files.text('zephyr/Kconfig')).toBe('config A\n');
    expect(files.text('zephyr/Kconfig.linked')).toBeUndefined();
  });
});

test('reads a file once, by whichever path', () => {
  const read: string[] = [];
  const files = opened({
    ...nodeFiles,
    text(path) {
      read.push(path);
      return nodeFiles.text!(path);
    },
  });
  for (const path of ['zephyr/Kconfig', '/zephyr/Kconfig', 'zephyr/./Kconfig'])
    expect(files.text(path)).toBe('config A\n');
  expect(read).toEqual([join(folder, 'sdk/zephyr/Kconfig')]);
});
