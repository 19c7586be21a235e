import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { onDisk } from '../cli/run.ts';
import { built, has, root } from './built.ts';

// What sysbuild does with a module, in few lines: zephyr/share/sysbuild/CMakeLists.txt:38-118 (2.4.0). Zephyr's own
// package is not there.
const sysbuild = `
cmake_minimum_required(VERSION 3.20)
project(sysbuild LANGUAGES NONE)
set(BOARD nrf52840dk CACHE STRING "Board")
set(BOARD_QUALIFIERS /nrf52840)
set(ZEPHYR_NRF_MODULE_DIR \${CMAKE_CURRENT_LIST_DIR}/nrf)
set(APP_DIR \${APP_DIR} CACHE PATH "Main Application Source Directory")
set(SYSBUILD_CURRENT_MODULE_NAME ncslint)
add_subdirectory(${root.replaceAll('\\', '/')}/integrations/sysbuild \${CMAKE_BINARY_DIR}/modules/ncslint)
cmake_language(CALL ncslint_PRE_CMAKE IMAGES app mcuboot)
message(STATUS "now the images")
`;
const seed = { 'prj.conf': 'CONFIG_A y\n', 'sample.yaml': '' };

describe.skipIf(!has('cmake') || !has('ninja'))('the module for sysbuild', { timeout: 60_000 }, () => {
  const { cli } = built('sysbuild');
  const configure = (files: Readonly<Record<string, string>>, ...args: string[]) => {
    const folder = onDisk({
      'sysbuild/CMakeLists.txt': sysbuild,
      'sysbuild/nrf/VERSION': '2.9.0\n',
      ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`my app/${path}`, text])),
    });
    const { status, stdout, stderr } = spawnSync(
      'cmake',
      [
        '-GNinja',
        '-S',
        'sysbuild',
        '-B',
        'build',
        `-DNCSLINT_EXECUTABLE=${cli}`,
        `-DAPP_DIR=${join(folder, 'my app')}`,
        ...args,
      ],
      { cwd: folder, encoding: 'utf8' },
    );
    return { status, text: stdout + stderr, isPast: stdout.includes('now the images') };
  };

  it('stops before the images where there are errors, and shows them', () => {
    const { status, text, isPast } = configure(seed);
    expect({ status, isPast }).toEqual({ status: 1, isPast: false });
    expect(text).toContain('error[kconfig/syntax]');
    expect(text).toContain('-DNCSLINT=warn builds all the same');
  });

  it('knows the board, the version and what was given', () => {
    const { text } = configure(seed, '-DEXTRA_CONF_FILE=a b.conf;none.conf', '-DNCSLINT=warn');
    expect(text).toMatch(/board +nrf52840dk_nrf52840/);
    expect(text).toContain('NCS 2.9.0');
    expect(text).toMatch(/arguments +-DEXTRA_CONF_FILE=a b\.conf;none\.conf/);
  });

  it('lets the build go on where it is content, where it shall warn, and where it is off', () => {
    expect(configure({ 'prj.conf': 'CONFIG_A=y\n', 'sample.yaml': '' })).toMatchObject({ status: 0, isPast: true });
    const warned = configure(seed, '-DNCSLINT=warn');
    expect(warned).toMatchObject({ status: 0, isPast: true });
    expect(warned.text).toContain('error[kconfig/syntax]');
    const off = configure(seed, '-DNCSLINT=off');
    expect(off).toMatchObject({ status: 0, isPast: true });
    expect(off.text).not.toContain('ncslint:');
  });

  it('says when it is not there', () => {
    const { status, text, isPast } = configure(seed, '-DNCSLINT_EXECUTABLE=/nowhere/ncslint');
    expect({ status, isPast }).toEqual({ status: 0, isPast: true });
    expect(text).toContain('could not check this build');
  });
});
