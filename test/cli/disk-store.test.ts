import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { cacheFolder, diskStore } from '../../src/cli/disk-store.ts';
import { nodeFiles } from '../../src/cli/node-files.ts';
import { KeptOfSdk } from '../../src/sdk/kept.ts';
import { noLooks } from '../../src/text/looks.ts';

const root = mkdtempSync(join(tmpdir(), 'ncslint-test-'));
afterAll(() => rmSync(root, { recursive: true }));

describe('what is kept between runs', () => {
  test.each<[NodeJS.Platform, Record<string, string>, string | undefined]>([
    ['linux', { HOME: '/home/me' }, '/home/me/.cache/ncslint'],
    ['linux', { HOME: '/home/me', XDG_CACHE_HOME: '/cache' }, '/cache/ncslint'],
    ['darwin', { HOME: '/Users/me' }, '/Users/me/Library/Caches/ncslint'],
    ['win32', { LOCALAPPDATA: 'C:/Users/me/AppData/Local' }, 'C:/Users/me/AppData/Local/ncslint'],
    ['linux', {}, undefined],
  ])('lies in a folder of the user on %s, with %j', (platform, env, folder) => {
    expect(cacheFolder(env, platform)?.replaceAll('\\', '/')).toBe(folder);
  });

  test('is read again, and is nothing where nobody wrote it', () => {
    const store = diskStore(join(root, 'new'))!;
    expect(store.read('a')).toBeUndefined();
    store.write('a', Uint8Array.of(1, 2));
    store.write('a', Uint8Array.of(3));
    expect([...store.read('a')!]).toEqual([3]);
    expect(readdirSync(join(root, 'new'))).toHaveLength(1);
  });

  test('keeps trees of numbers of an SDK as they are', () => {
    const store = diskStore(join(root, 'trees'))!;
    const made = { content: ['text'], answers: { board: 'fox' }, numbers: Int32Array.of(1, -2, 3) };
    new KeptOfSdk(store, root, nodeFiles).keep('tree', noLooks(), made);
    expect(new KeptOfSdk(store, root, nodeFiles).find('tree')).toEqual(made);
  });

  test('does without a folder that cannot be made', () => {
    writeFileSync(join(root, 'file'), '');
    const store = diskStore(join(root, 'file/below'))!;
    store.write('a', Uint8Array.of(1));
    expect(store.read('a')).toBeUndefined();
  });

  test('does not grow without end', () => {
    const store = diskStore(join(root, 'full'))!;
    for (let i = 0; i < 100; i++) store.write(`${i}`, Uint8Array.of(i));
    expect(readdirSync(join(root, 'full')).length).toBeLessThanOrEqual(60);
    expect([...store.read('99')!]).toEqual([99]);
  });

  test('tells files by what they are now', () => {
    const { stamp, now } = diskStore(root)!;
    const path = join(root, 'source');
    const old = new Date(now() - 60_000);
    writeFileSync(path, 'a');
    const first = stamp(path)!;
    expect(stamp(path)).toEqual(first);
    // Whoever sets the time of a file back changes it now all the same.
    utimesSync(path, old, old);
    expect(stamp(path)!.text).not.toBe(first.text);
    expect(now() - stamp(path)!.changed).toBeLessThan(30_000);
    expect(stamp(join(root, 'nowhere'))).toBeUndefined();
  });
});
