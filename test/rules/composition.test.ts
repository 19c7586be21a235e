import { describe, expect, test } from 'vitest';
import type { Files } from '../linting.ts';
import { chosen, ofRule } from './of-rule.ts';

const dk = 'boards/nrf52840dk_nrf52840.overlay';
const mcuboot: Files = { 'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n', [dk]: '&uart1 {\n};\n' };
const sysbuild: Files = {
  'prj.conf': 'CONFIG_GPIO=y\n',
  'boards/nrf52840dk_nrf52840.conf': 'CONFIG_GPIO=y\n',
  'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n',
};

describe('files/include', () => {
  const found = ofRule('files/include');
  const including = (name: string, more: Files = {}): Files => ({
    'prj.conf': 'CONFIG_GPIO=y\n',
    [dk]: `#include ${name}\n`,
    ...more,
  });

  test('a file that is where the build looks for it is found', () => {
    const text = '&uart1 {\n};\n';
    for (const path of ['boards/pins.dtsi', 'dts/pins.dtsi', 'dts/arm/pins.dtsi', 'include/pins.dtsi'])
      expect(found(including('"pins.dtsi"', { [path]: text })), path).toEqual([]);
    expect(found(including('"pins.dtsi"', { 'pins.dtsi': text }))).toEqual([`error ${dk}:1`]);
    expect(found(including('"pinns.dtsi"', { 'boards/pins.dtsi': text }))).toEqual([`error ${dk}:1`]);
  });

  test('a path into the project leads to a file', () => {
    expect(found(including('"../pins.dtsi"'))).toEqual([`error ${dk}:1`]);
    expect(found(including('"../dts/../pins.dtsi"'))).toEqual([]);
  });

  test('what a module or the SDK may have is nobody’s fault', () => {
    expect(found(including('<sensor/pins.dtsi>'))).toEqual([]);
    expect(found(including('"../boards/vendor/pins.dtsi"'))).toEqual([]);
    expect(found(including('"../../../elsewhere/pins.dtsi"'))).toEqual([]);
    expect(found(including('"armv7-m.dtsi"'))).toEqual([]);
  });

  test('a name without a folder is probably the project’s own', () => {
    expect(found(including('"sensor_pins.dtsi"'))).toEqual([`warning ${dk}:1`]);
    expect(found(including('"pins2.dtsi"', { 'boards/pins1.dtsi': '' }))).toEqual([`warning ${dk}:1`]);
    const custom = { 'prj.conf': '', 'boards/my_board.overlay': '#include "sensor_pins.dtsi"\n' };
    expect(found(custom, { board: 'my_board' })).toEqual([]);
  });

  test('CMakeLists.txt may add folders', () => {
    const moved = including('"pins.dtsi"', { 'pins.dtsi': '', 'CMakeLists.txt': 'list(APPEND DTS_ROOT ../shared)\n' });
    expect(found(moved)).toEqual([]);
  });
});

describe('files/conflicting-names', () => {
  const found = ofRule('files/conflicting-names');
  const files: Files = {
    ...sysbuild,
    'boards/nrf52840dk.overlay': '&uart1 {\n};\n',
    [dk]: '&uart1 {\n};\n',
  };

  test('both names of a board stop the build', () => {
    expect(found(files, { version: '3.3.0' })).toEqual(['error boards/nrf52840dk.overlay:1']);
  });

  test('fragments and overlays count apart, and so do build types', () => {
    const { [dk]: _, ...short } = files;
    expect(found(short, { version: '3.3.0' })).toEqual([]);
    const typed = { ...short, 'boards/nrf52840dk_nrf52840_release.overlay': '&uart1 {\n};\n' };
    expect(found(typed, { version: '3.3.0' })).toEqual([]);
    expect(found(typed, { version: '3.3.0', buildType: 'release' })).toEqual(['error boards/nrf52840dk.overlay:1']);
  });

  test('before hardware model v2 the short name is no name', () => {
    expect(found(files, { version: '2.4.0', era: 'child-image' })).toEqual([]);
  });
});

describe('images/conf-file-disables-folder', () => {
  const found = ofRule('images/conf-file-disables-folder');
  const files: Files = {
    ...mcuboot,
    'own.conf': 'CONFIG_FLASH=y\nCONFIG_MAIN_STACK_SIZE=10240\n',
    'child_image/mcuboot.overlay': chosen,
  };

  test('an overlay is gone as well', () => {
    expect(found(files, { buildArguments: ['-Dmcuboot_CONF_FILE=own.conf'] })).toEqual([
      'warning child_image/mcuboot.overlay:1',
    ]);
  });

  test('what the argument names itself is not lost', () => {
    const more = { ...files, 'child_image/mcuboot.conf': 'CONFIG_FLASH=y\n' };
    const lost = found(more, { buildArguments: ['-Dmcuboot_CONF_FILE=child_image/mcuboot.conf'] });
    expect(lost).toEqual(['warning child_image/mcuboot.overlay:1']);
  });

  test('another build may read the file', () => {
    const sample = (extra: string): string => `    platform_allow: nrf52840dk_nrf52840\n${extra}`;
    const both = `tests:\n  a.plain:\n${sample('')}  a.own:\n${sample('    extra_args: mcuboot_CONF_FILE=own.conf\n')}`;
    expect(found({ ...files, 'sample.yaml': both })).toEqual(['info child_image/mcuboot.overlay:1']);
  });

  test('under sysbuild as well', () => {
    const here = { ...sysbuild, 'own.conf': 'CONFIG_FLASH=y\n', 'sysbuild/mcuboot.conf': 'CONFIG_FLASH=y\n' };
    expect(found(here, { version: '3.3.0', buildArguments: ['-Dmcuboot_CONF_FILE=own.conf'] })).toEqual([
      'warning sysbuild/mcuboot.conf:1',
    ]);
  });
});

describe('mcuboot/mode-differs', () => {
  const found = ofRule('mcuboot/mode-differs');
  const modes = (app: string, own: string): Files => ({
    ...mcuboot,
    'prj.conf': `CONFIG_BOOTLOADER_MCUBOOT=y\n${app}\n`,
    'child_image/mcuboot.conf': `${own}\n`,
  });

  test('only modes that change the application are a warning', () => {
    const scratch = 'CONFIG_MCUBOOT_BOOTLOADER_MODE_SWAP_SCRATCH=y';
    expect(found(modes(scratch, ''))).toEqual(['info prj.conf:2']);
    expect(found(modes(scratch, 'CONFIG_BOOT_DIRECT_XIP=y'))).toEqual(['warning prj.conf:2']);
  });

  test('agreement and silence are no findings', () => {
    expect(found(modes('CONFIG_MCUBOOT_BOOTLOADER_MODE_DIRECT_XIP=y', 'CONFIG_BOOT_DIRECT_XIP=y'))).toEqual([]);
    expect(found(modes('', 'CONFIG_BOOT_UPGRADE_ONLY=y'))).toEqual([]);
  });
});

describe('mcuboot/encryption', () => {
  const found = ofRule('mcuboot/encryption');
  const own = (text: string): Files => ({ ...mcuboot, 'child_image/mcuboot.conf': text });

  test('one kind is for information: the build does not encrypt', () => {
    expect(found(own('CONFIG_BOOT_ENCRYPT_EC256=y\n'))).toEqual(['info child_image/mcuboot.conf:1']);
    const signed = { 'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_MCUBOOT_EXTRA_IMGTOOL_ARGS="--encrypt k.pem"\n' };
    expect(found({ ...own('CONFIG_BOOT_ENCRYPT_EC256=y\n'), ...signed })).toEqual([]);
  });

  test('two kinds are one too many', () => {
    expect(found(own('CONFIG_BOOT_ENCRYPT_RSA=y\nCONFIG_BOOT_ENCRYPT_EC256=y\n'))).toEqual([
      'error child_image/mcuboot.conf:2',
    ]);
  });
});

describe('mcuboot/signature-default', () => {
  const found = ofRule('mcuboot/signature-default');
  const left = { 'child_image/mcuboot/prj.conf': 'CONFIG_BOOT_SIGNATURE_TYPE_RSA=y\n' };

  test('a kind that sysbuild is told is a decision', () => {
    expect(found({ ...sysbuild, ...left }, { version: '3.3.0' })).toEqual(['warning child_image/mcuboot/prj.conf:1']);
    const told = { 'sysbuild.conf': `${sysbuild['sysbuild.conf']}SB_CONFIG_BOOT_SIGNATURE_TYPE_ED25519=y\n` };
    expect(found({ ...sysbuild, ...left, ...told }, { version: '3.3.0' })).toEqual([]);
  });

  test('the fragment of another board says nothing about this one', () => {
    const other = { 'child_image/mcuboot/boards/my_board.conf': 'CONFIG_BOOT_SIGNATURE_TYPE_RSA=y\n' };
    expect(found({ ...sysbuild, ...other }, { version: '3.3.0' })).toEqual([]);
  });
});

describe('partition/skip-build-needs-static', () => {
  const found = ofRule('partition/skip-build-needs-static');
  const skipped = {
    ...mcuboot,
    'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_MCUBOOT_BUILD_STRATEGY_SKIP_BUILD=y\n',
  };

  test('a static file without the image does not help', () => {
    expect(found(skipped)).toEqual(['error prj.conf:2']);
    const static_ = (name: string): Files => ({ 'pm_static.yml': `${name}:\n  address: 0x0\n  size: 0xc000\n` });
    expect(found({ ...skipped, ...static_('records') })).toEqual(['error prj.conf:2']);
    expect(found({ ...skipped, ...static_('mcuboot') })).toEqual([]);
  });

  test('of loose files nobody knows the static file', () => {
    expect(found(skipped, { complete: false })).toEqual([]);
  });
});

describe('sysbuild/build-only', () => {
  const found = ofRule('sysbuild/build-only');
  const adding = (more: string): Files => ({
    ...sysbuild,
    'sysbuild.cmake': `ExternalZephyrProject_Add(\n  APPLICATION probe\n  SOURCE_DIR \${APP_DIR}/probe\n${more})\n`,
  });

  test('images of another core are flashed by themselves', () => {
    expect(found(adding(''), { version: '3.3.0' })).toEqual(['warning sysbuild.cmake:1']);
    expect(found(adding('  BOARD ${BOARD}/nrf5340/cpunet\n'), { version: '3.3.0' })).toEqual([]);
    expect(found(adding('  BUILD_ONLY TRUE\n'), { version: '3.3.0' })).toEqual([]);
    expect(found(adding('  BUILD_ONLY ${ONLY}\n'), { version: '3.3.0' })).toEqual([]);
  });

  test('the property can be set afterwards', () => {
    const files = adding('');
    const later = `${files['sysbuild.cmake']}set_target_properties(probe PROPERTIES BUILD_ONLY true)\n`;
    expect(found({ ...files, 'sysbuild.cmake': later }, { version: '3.3.0' })).toEqual([]);
  });

  test('without Partition Manager every image is flashed by itself', () => {
    const off = { 'sysbuild.conf': 'SB_CONFIG_PARTITION_MANAGER=n\n' };
    expect(found({ ...adding(''), ...off }, { version: '3.3.0' })).toEqual([]);
  });
});

describe('sysbuild/old-output-path', () => {
  const found = ofRule('sysbuild/old-output-path');
  const script = (line: string): Files => ({ ...sysbuild, 'scripts/ship.sh': `${line}\n` });

  test('scripts that build both ways are left alone', () => {
    const line = 'cp $BUILD/zephyr/app_update.bin .';
    expect(found(script('cp ${BUILD}/zephyr/app_update.bin .'), { version: '3.3.0' })).toEqual([
      'info scripts/ship.sh:1',
    ]);
    expect(found(script(`west build --no-sysbuild\n${line}`), { version: '3.3.0' })).toEqual([]);
    expect(found(script('cp zephyr.signed.bin .'), { version: '3.3.0' })).toEqual([]);
  });

  test('child images make these files', () => {
    expect(found({ ...mcuboot, 'scripts/ship.sh': 'cp build/zephyr/app_update.bin .\n' })).toEqual([]);
  });
});

describe('external flash by version and SoC', () => {
  test('external-flash/unsupported-soc is information on the main branch', () => {
    const found = ofRule('external-flash/unsupported-soc');
    const files: Files = {
      'prj.conf': 'CONFIG_GPIO=y\n',
      'boards/nrf54h20dk_nrf54h20_cpuapp.conf': 'CONFIG_GPIO=y\n',
      'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n',
      'sysbuild/mcuboot.conf': 'CONFIG_SPI_NOR=y\n',
    };
    expect(found(files, { version: '3.2.1' })).toEqual(['warning sysbuild/mcuboot.conf:1']);
    expect(found(files, { version: '3.3.99' })).toEqual(['info sysbuild/mcuboot.conf:1']);
    expect(found(files, { version: 'main' })).toEqual(['info sysbuild/mcuboot.conf:1']);
  });

  test('external-flash/tfm is about NCS 2.0 and non-secure boards', () => {
    const found = ofRule('external-flash/tfm');
    const at = (board: string): Files => ({
      'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_FLASH=y\n',
      [`boards/${board}.overlay`]: chosen,
      'pm_static.yml': 'mcuboot_secondary:\n  address: 0x0\n  size: 0x80000\n  region: external_flash\n',
    });
    expect(found(at('nrf5340dk_nrf5340_cpuapp_ns'), { version: '2.0.0' })).toEqual(['error pm_static.yml:4']);
    expect(found(at('nrf5340dk_nrf5340_cpuapp'), { version: '2.0.0' })).toEqual([]);
    expect(found(at('nrf5340dk_nrf5340_cpuapp_ns'), { version: '2.1.0' })).toEqual([]);
  });
});
