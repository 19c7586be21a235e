import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { onDisk } from '../cli/run.ts';
import { folder as filesOf } from '../linting.ts';
import { built, has, root } from './built.ts';

// What sysbuild does with a module, in few lines: zephyr/share/sysbuild/CMakeLists.txt:38-118 (2.4.0). Zephyr's own
// package is not there.
const sysbuild = (module: string) => `
cmake_minimum_required(VERSION 3.20)
project(sysbuild LANGUAGES NONE)
set(BOARD nrf52840dk CACHE STRING "Board")
set(BOARD_QUALIFIERS /nrf52840)
set(ZEPHYR_NRF_MODULE_DIR \${CMAKE_CURRENT_LIST_DIR}/nrf)
set(APP_DIR \${APP_DIR} CACHE PATH "Main Application Source Directory")
# What Zephyr has read of the command line by now: cmake/modules/kconfig.cmake:231 and :379, extensions.cmake:2782 (2.4.0).
get_cmake_property(variables CACHE_VARIABLES)
foreach(name \${variables})
  if(name MATCHES "^SB_CONFIG_")
    set(CLI_\${name} \${\${name}} CACHE INTERNAL "")
    unset(\${name} CACHE)
  endif()
endforeach()
if(SHIELD)
  set(SHIELD \${SHIELD} CACHE STRING "Selected shield" FORCE)
endif()
set(SYSBUILD_CURRENT_MODULE_NAME ncslint)
add_subdirectory(${module.replaceAll('\\', '/')}/integrations/sysbuild \${CMAKE_BINARY_DIR}/modules/ncslint)
cmake_language(CALL ncslint_PRE_CMAKE IMAGES app mcuboot)
cmake_language(CALL ncslint_PRE_CMAKE IMAGES app mcuboot)
message(STATUS "now the images")
`;
const seed = { 'prj.conf': 'CONFIG_A y\n', 'sample.yaml': '' };

describe.skipIf(!has('cmake') || !has('ninja'))('the module for sysbuild', { timeout: 60_000 }, () => {
  const { folder: module } = built('sysbuild');
  beforeAll(() => cpSync(join(root, 'integrations'), join(module, 'integrations'), { recursive: true }));
  const configure = (files: Readonly<Record<string, string>>, ...args: string[]) => {
    const folder = onDisk({
      'sysbuild/CMakeLists.txt': sysbuild(module),
      'sysbuild/nrf/VERSION': '2.9.0\n',
      ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`my app/${path}`, text])),
    });
    const { status, stdout, stderr } = spawnSync(
      'cmake',
      ['-GNinja', '-S', 'sysbuild', '-B', 'build', `-DAPP_DIR=${join(folder, 'my app')}`, ...args],
      { cwd: folder, encoding: 'utf8' },
    );
    return { status, text: stdout + stderr, isPast: stdout.includes('now the images') };
  };

  it('stops before the images where there are errors, and shows them', () => {
    const { status, text, isPast } = configure(seed);
    expect({ status, isPast }).toEqual({ status: 1, isPast: false });
    expect(text.split('error[kconfig/syntax]')).toHaveLength(2);
    expect(text).toContain('-DNCSLINT=warn builds all the same');
  });

  it('knows the board, the version and what was given', () => {
    const { text } = configure(seed, '-DEXTRA_CONF_FILE=a b.conf;none.conf', '-DNCSLINT=warn');
    expect(text).toMatch(/board +nrf52840dk_nrf52840/);
    expect(text).toContain('NCS 2.9.0');
    expect(text).toMatch(/arguments +-DEXTRA_CONF_FILE=a b\.conf;none\.conf/);
  });

  it('knows the revision, the suffix, the shield and the symbols of sysbuild', () => {
    const { text } = configure(
      { ...seed, 'prj_release.conf': 'CONFIG_A y\n' },
      ...['-DBOARD_REVISION=1.2.0', '-DFILE_SUFFIX=release', '-DSHIELD=some', '-DSB_CONFIG_BOOTLOADER_MCUBOOT=y'],
      '-DNCSLINT=warn',
    );
    expect(text).toContain('nrf52840dk_nrf52840@1.2.0 release');
    expect(text).toContain('prj_release.conf:1');
    expect(text).toMatch(/arguments +-DSB_CONFIG_BOOTLOADER_MCUBOOT=y -DSHIELD=some/);
  });

  it('stops on the originating case, and lets it pass when it is repaired', async () => {
    const { 'expected.txt': _, ...original } = filesOf(join(root, 'examples/originating-case'));
    const moved = { ...original, 'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n' };
    const stopped = configure(moved);
    expect(stopped).toMatchObject({ status: 1, isPast: false });
    expect(stopped.text).toContain('error[external-flash/mcuboot-chosen]');
    const repaired = configure({
      ...moved,
      'sysbuild.conf': `${moved['sysbuild.conf']}SB_CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY=y\n`,
      'sysbuild/mcuboot.conf': 'CONFIG_NORDIC_QSPI_NOR=y\nCONFIG_BOOT_MAX_IMG_SECTORS=256\n',
      'sysbuild/mcuboot.overlay': `${original['boards/nrf52840dk_nrf52840.overlay']}/ { chosen { zephyr,code-partition = &boot_partition; }; };\n`,
    });
    expect(repaired).toMatchObject({ status: 0, isPast: true });
    expect(repaired.text).toContain('ncslint: nothing that stops the build');
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
