import { describe, expect, test } from 'vitest';
import { configureApplication } from '../../src/lint/lint.ts';
import type { Image } from '../../src/model/application.ts';
import { valueOf } from '../../src/model/fact.ts';
import { Workspace } from '../../src/project/workspace.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';
import { shippedKnowledge } from '../linting.ts';

interface Build {
  readonly version?: string;
  /** `sysbuild.conf`; undefined for a build with child images. */
  readonly sysbuild?: string;
}

/** MCUboot beside an application, without the SDK. */
function mcubootOf(prj: string, board: string, { version = '2.4.0', sysbuild }: Build = {}): Image {
  const files = {
    '/app/CMakeLists.txt': 'find_package(Zephyr)\n',
    '/app/prj.conf': prj,
    ...(sysbuild === undefined ? {} : { '/app/sysbuild.conf': sysbuild }),
  };
  const workspace = new Workspace(memoryFiles(files), ['/app']);
  const era = sysbuild === undefined ? 'child-image' : 'sysbuild';
  const options = { paths: ['/app'], facts: shippedKnowledge, board, version, era } as const;
  const { configuration } = configureApplication(workspace, '/app', options).configured[0]!;
  return configuration.images.find(({ name }) => name === 'mcuboot')!;
}

const has = ({ devicetree }: Image, label: string): boolean => valueOf(devicetree.labelled(label)) !== undefined;

const value = ({ kconfig }: Image, symbol: string): string | undefined => valueOf(kconfig.text(symbol));

describe('what the build of an application adds to MCUboot, without an SDK', () => {
  test('TF-M takes the memory protection from it', () => {
    const prj = 'CONFIG_BOOTLOADER_MCUBOOT=y\n';
    expect(value(mcubootOf(prj, 'nrf5340dk_nrf5340_cpuapp_ns'), 'ARM_MPU')).toBe('n');
    expect(value(mcubootOf(prj, 'nrf5340dk_nrf5340_cpuapp'), 'ARM_MPU')).toBe('y');
  });

  test('where the network core is updated, too, it gets the flash in RAM that the image is handed over in', () => {
    const mcuboot = mcubootOf('CONFIG_BOOTLOADER_MCUBOOT=y\n', 'thingy53_nrf5340_cpuapp');
    expect(has(mcuboot, 'flash_sim0')).toBe(true);
    expect(value(mcuboot, 'FLASH_SIMULATOR')).toBe('y');
    const alone = mcubootOf(
      'CONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_NRF53_UPGRADE_NETWORK_CORE=n\n',
      'thingy53_nrf5340_cpuapp',
    );
    expect(has(alone, 'flash_sim0')).toBe(false);
    expect(value(alone, 'FLASH_SIMULATOR')).toBe('n');
  });

  test('what is added takes the place of the overlay of MCUboot itself', () => {
    const chosen = (board: string) => {
      const { devicetree } = mcubootOf('CONFIG_BOOTLOADER_MCUBOOT=y\n', board);
      return valueOf(devicetree.chosen('zephyr,code-partition'))?.labels;
    };
    expect(chosen('nrf9160dk_nrf9160')).toContain('boot_partition');
    expect(chosen('thingy53_nrf5340_cpuapp')).toContain('slot0_partition');
  });

  test.each(['2.4.0', '2.7.0', '2.9.0'])('under the first stage it tells about itself, in NCS %s', (version) => {
    const prj = 'CONFIG_BOOTLOADER_MCUBOOT=y\n';
    const board = 'nrf52840dk_nrf52840';
    expect(value(mcubootOf(`${prj}CONFIG_SECURE_BOOT=y\n`, board, { version }), 'FW_INFO')).toBe('y');
    expect(value(mcubootOf(prj, board, { version }), 'FW_INFO')).not.toBe('y');
  });

  test('a board with USB gets a serial port on it, but for the Thingy:53, which has one', () => {
    expect(has(mcubootOf('CONFIG_BOOTLOADER_MCUBOOT=y\n', 'nrf52840dk_nrf52840'), 'cdc_acm_uart0')).toBe(true);
    expect(has(mcubootOf('CONFIG_BOOTLOADER_MCUBOOT=y\n', 'nrf52dk_nrf52832'), 'cdc_acm_uart0')).toBe(false);
    expect(has(mcubootOf('CONFIG_BOOTLOADER_MCUBOOT=y\n', 'thingy53_nrf5340_cpuapp'), 'cdc_acm_uart0')).toBe(false);
  });
});

describe('what sysbuild adds to MCUboot', () => {
  const conf = 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\nSB_CONFIG_SECURE_BOOT_NETCORE=y\nSB_CONFIG_NETCORE_HCI_IPC=y\n';
  const update = `${conf}SB_CONFIG_NETCORE_APP_UPDATE=y\n`;

  test.each(['2.7.0', '2.9.0'])('the flash in RAM, where the network core is updated, in NCS %s', (version) => {
    const board = 'nrf5340dk/nrf5340/cpuapp';
    expect(has(mcubootOf('', board, { version, sysbuild: update }), 'flash_sim0')).toBe(true);
    expect(has(mcubootOf('', board, { version, sysbuild: conf }), 'flash_sim0')).toBe(false);
    // Its lines are those of this version: the layout of pins is read by it.
    const node = valueOf(mcubootOf('', board, { version, sysbuild: update }).devicetree.labelled('flash_sim0'));
    expect(node?.origins).toMatchObject([{ kind: 'sdk', sdk: version }]);
  });
});
