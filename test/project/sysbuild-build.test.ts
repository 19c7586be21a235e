import { describe, expect, test } from 'vitest';
import { known, valueOf } from '../../src/model/fact.ts';
import { BuildArguments } from '../../src/project/build-arguments.ts';
import { configure } from '../../src/project/configure.ts';
import { Workspace } from '../../src/project/workspace.ts';
import { shippedFacts } from '../../src/sdk/facts.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';
import { shipped } from '../sdk/shipped.ts';

const facts = shippedFacts(shipped, '3.3.99');
const mcuboot = 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n';
const pmStatic = 'mcuboot_secondary:\n  address: 0x0\n  size: 0xf4000\n  region: external_flash\n';

describe('a build with sysbuild', () => {
  test('has the images that sysbuild’s symbols say', () => {
    expect(build({}).images).toEqual(['app']);
    expect(build({ 'sysbuild.conf': mcuboot }).images).toEqual(['app', 'mcuboot']);
    expect(build({ 'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n' }).images).toEqual(['app']);
  });

  test('forces its choice upon the application, whatever prj.conf says', () => {
    const { value } = build({ 'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n' });
    expect(value('app', 'BOOTLOADER_MCUBOOT')).toBe('n');
  });

  test('reads MCUboot’s own board file, unless there is a folder of the application for it', () => {
    const own = { 'sysbuild.conf': mcuboot };
    expect(build(own).value('mcuboot', 'NORDIC_QSPI_NOR')).toBe('n');
    expect(
      build({ ...own, 'sysbuild/mcuboot.conf': 'CONFIG_NORDIC_QSPI_NOR=y\n' }).value('mcuboot', 'NORDIC_QSPI_NOR'),
    ).toBe('y');
    expect(build({ ...own, 'sysbuild/mcuboot/prj.conf': '' }).value('mcuboot', 'NORDIC_QSPI_NOR')).toBeUndefined();
  });

  test('counts sectors by the number, for with Partition Manager nothing is computed', () => {
    const own = { 'sysbuild.conf': mcuboot };
    expect(build(own).value('mcuboot', 'BOOT_MAX_IMG_SECTORS')).toBe('128');
    expect(
      build({ ...own, 'sysbuild/mcuboot.conf': 'CONFIG_BOOT_MAX_IMG_SECTORS=256\n' }).value(
        'mcuboot',
        'BOOT_MAX_IMG_SECTORS',
      ),
    ).toBe('256');
    expect(
      build({ 'sysbuild.conf': `${mcuboot}SB_CONFIG_PARTITION_MANAGER=n\n` }).value('mcuboot', 'BOOT_MAX_IMG_SECTORS'),
    ).toBe('');
  });

  test('does not read the static file without Partition Manager', () => {
    const files = { 'sysbuild.conf': mcuboot, 'pm_static.yml': pmStatic };
    expect(build(files).partitions).toEqual(['mcuboot_secondary']);
    expect(build({ ...files, 'sysbuild.conf': 'SB_CONFIG_PARTITION_MANAGER=n\n' }).partitions).toEqual([]);
  });

  test('leaves open what sysbuild.cmake sets', () => {
    const files = {
      'sysbuild.conf': mcuboot,
      'sysbuild/mcuboot.conf': 'CONFIG_BOOT_MAX_IMG_SECTORS=256\n',
      'sysbuild.cmake': 'set_config_int(mcuboot CONFIG_BOOT_MAX_IMG_SECTORS 512)\n',
    };
    expect(build(files).value('mcuboot', 'BOOT_MAX_IMG_SECTORS')).toBeUndefined();
  });

  test.each([
    'list(APPEND mcuboot_EXTRA_DTC_OVERLAY_FILE "${CMAKE_CURRENT_SOURCE_DIR}/app.overlay")\n',
    'set(mcuboot_EXTRA_DTC_OVERLAY_FILE ${APP_DIR}/app.overlay CACHE INTERNAL "")\n',
    'add_overlay_dts(mcuboot ${CMAKE_CURRENT_LIST_DIR}/app.overlay)\n',
  ])('leaves open what overlays that sysbuild.cmake adds choose: %s', (cmake) => {
    const files = { 'sysbuild.conf': mcuboot, 'app.overlay': '/ { chosen { nordic,pm-ext-flash = &mx25r64; }; };\n' };
    const isKnown = (image: string, more = {}): boolean =>
      build({ ...files, ...more }).chosen(image, 'nordic,pm-ext-flash').known;
    expect(isKnown('mcuboot')).toBe(true);
    expect(isKnown('mcuboot', { 'sysbuild.cmake': cmake })).toBe(false);
    expect(isKnown('app', { 'sysbuild.cmake': cmake })).toBe(true);
  });

  test('leaves open what an overlay that sysbuild.cmake adds to the main image chooses', () => {
    const files = { 'sysbuild.cmake': 'add_overlay_dts(${DEFAULT_IMAGE} ${CMAKE_CURRENT_LIST_DIR}/flash.overlay)\n' };
    expect(build({}).chosen('app', 'nordic,pm-ext-flash').known).toBe(true);
    expect(build(files).chosen('app', 'nordic,pm-ext-flash').known).toBe(false);
  });

  test('knows the memory of the SoC from the name of the board', () => {
    expect(build({}).flash).toBe(0x100000);
  });
});

/** Configures an application of these files for the nRF52840 DK; values are undefined while unknown. */
function build(files: Readonly<Record<string, string>>) {
  const all = { 'CMakeLists.txt': '', 'prj.conf': '', ...files };
  const inMemory = memoryFiles(Object.fromEntries(Object.entries(all).map(([path, text]) => [`/app/${path}`, text])));
  const { configuration } = configure(
    {
      workspace: new Workspace(inMemory, ['/app']),
      root: '/app',
      era: known('sysbuild'),
      isUnusualEra: false,
      sdk: known(facts),
      assumptions: [],
      given: new BuildArguments(),
      complete: true,
      around: { files: () => ({ all: [], named: () => undefined }), variants: () => [], earlier: () => undefined },
    },
    {
      board: { value: 'nrf52840dk_nrf52840', why: '' },
      revision: undefined,
      buildType: undefined,
      written: undefined,
      arguments: [],
      scenario: undefined,
      sysbuild: undefined,
      why: '',
    },
    'test',
  );
  return {
    images: configuration.images.map(({ name }) => name),
    value: (image: string, symbol: string) =>
      valueOf(configuration.images.find(({ name }) => name === image)!.kconfig.text(symbol)),
    chosen: (image: string, property: string) =>
      configuration.images.find(({ name }) => name === image)!.devicetree.chosen(property),
    partitions: configuration.partitions.partitions.map(({ name }) => name),
    flash: valueOf(configuration.soc)?.flash.size,
  };
}
