import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ncslint, onDisk } from './run.ts';

const cache = (app: string, ...lines: readonly string[]): string =>
  [`APPLICATION_SOURCE_DIR:PATH=${app}`, 'BOARD:STRING=nrf52840dk_nrf52840', ...lines, ''].join('\n');

/** An application, and where it was built outside of it, a while after its files were written. */
function project(files: Readonly<Record<string, string>> = {}): string {
  const folder = onDisk({
    'app/CMakeLists.txt': 'find_package(Zephyr)\n',
    'app/prj.conf': 'CONFIG_A y\n',
    'app/usb.conf': 'CONFIG_B y\n',
    'app/sample.yaml': 'tests:\n  a.b:\n    platform_allow: nrf9160dk_nrf9160_ns\n',
    'out/usb/CMakeCache.txt': '',
    'out/usb/build.ninja': '',
    ...files,
  });
  for (const name of ['CMakeLists.txt', 'prj.conf', 'usb.conf']) utimesSync(join(folder, 'app', name), 1000, 1000);
  return folder;
}

interface Report {
  readonly applications: readonly { readonly configurations: readonly { readonly id: string }[] }[];
  readonly diagnostics: readonly { readonly location: { readonly file: string } }[];
  readonly skipped: readonly { readonly file: string; readonly why: string }[];
}

async function linted(folder: string, ...args: readonly string[]) {
  const { code, out, err } = await ncslint(['-f', 'json', '--sdk', '2.4.0', ...args], { in: folder });
  const report = (out === '' ? undefined : JSON.parse(out)) as Report | undefined;
  return {
    code,
    err,
    ids: report?.applications.flatMap(({ configurations }) => configurations.map(({ id }) => id)),
    files: report?.diagnostics.map(({ location }) => location.file),
    skipped: report?.skipped.map(({ file, why }) => `${file} ${why}`),
  };
}

describe('--build-dir', () => {
  const built = (source: string): Readonly<Record<string, string>> => ({
    'out/usb/CMakeCache.txt': cache(
      source,
      `CACHED_CONF_FILE:STRING=${source}/prj.conf`,
      'EXTRA_CONF_FILE:UNINITIALIZED=usb.conf',
    ),
  });

  it('is the only way in which the application is looked at, with the files that the build has read', async () => {
    const folder = project(built('/ci/work/app'));
    const { ids, files } = await linted(folder, '--build-dir', 'out/usb', 'app');
    expect(ids).toEqual(['nrf52840dk_nrf52840 (usb)']);
    expect(files).toEqual(['app/prj.conf', 'app/usb.conf']);
    expect((await linted(folder, 'app')).ids).not.toContain('nrf52840dk_nrf52840 (usb)');
  });

  it('leads to the application where it is on this machine', async () => {
    const folder = onDisk({
      'app/CMakeLists.txt': 'find_package(Zephyr)\n',
      'app/prj.conf': 'CONFIG_A y\n',
      'b/x': '',
    });
    const build = onDisk({ 'CMakeCache.txt': cache(join(folder, 'app')) });
    expect((await linted(folder, '-d', build)).ids).toEqual(['nrf52840dk_nrf52840']);
  });

  it('is said to be older than its files', async () => {
    const folder = project(built('/ci/work/app'));
    utimesSync(join(folder, 'app/usb.conf'), 4e9, 4e9);
    expect((await linted(folder, '-d', 'out/usb', 'app')).skipped).toEqual([
      'out/usb is older than app/usb.conf: of this build only board and arguments count; build again',
    ]);
  });

  it.each([
    ['a folder that is none', 'out/none', '--build-dir: out/none is no folder'],
    ['a folder without a build', 'app', '--build-dir: there is no CMakeCache.txt in app'],
  ])('refuses %s', async (_, typed, message) => {
    const { code, err } = await linted(project(), '-d', typed, 'app');
    expect({ code, err }).toEqual({ code: 2, err: `ncslint: ${message}\n` });
  });

  it('fails where another application was built', async () => {
    const { code, skipped } = await linted(project(built('/ci/work/other')), '-d', 'out/usb', 'app');
    expect(code).toBe(2);
    expect(skipped).toEqual(['out/usb is a build of /ci/work/other, which is not here']);
  });
});
