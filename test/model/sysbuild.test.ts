import { describe, expect, test } from 'vitest';
import { valueOf } from '../../src/model/fact.ts';
import { forcedAssignments } from '../../src/model/sysbuild/forced.ts';
import { imageInBuild } from '../../src/model/sysbuild/images.ts';
import { BuildArguments } from '../../src/project/build-arguments.ts';
import { composeSysbuild } from '../../src/project/compose/sysbuild.ts';
import { evaluateSysbuild } from '../../src/project/sysbuild-view.ts';
import { Workspace } from '../../src/project/workspace.ts';
import { shippedFacts } from '../../src/sdk/facts.ts';
import { nearestSysbuild, sysbuildVersions } from '../../src/sdk/sysbuild.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';
import { shipped } from '../sdk/shipped.ts';

describe('Partition Manager', () => {
  test.each([
    ['nrf52840dk_nrf52840', true],
    ['nrf5340dk_nrf5340_cpuapp_ns', true],
    ['nrf9160dk_nrf9160_ns', true],
    ['nrf54l15dk_nrf54l15_cpuapp', true],
    ['nrf54h20dk_nrf54h20_cpuapp', false],
  ])('of %s is on by default: %s', (board, isOn) => {
    for (const version of sysbuildVersions) expect(sb({ board, version }).bool('PARTITION_MANAGER')).toBe(isOn);
  });

  test('what a board has is no board: only its own files say it', () => {
    expect(sb({ board: 'nrf52840dongle_nrf52840' }).bool('BOARD_HAS_NRF5_BOOTLOADER')).toBeUndefined();
  });

  test('of a board that nobody knows is not known: its Kconfig.sysbuild may say anything', () => {
    expect(sb({ board: 'my_board_nrf52833' }).bool('PARTITION_MANAGER')).toBeUndefined();
  });

  test('of a board of the project is what its own Kconfig.sysbuild says', () => {
    const own = { 'boards/me/my_board/board.yml': 'board:\n  name: my_board\n  socs:\n    - name: nrf52833\n' };
    const off = { 'boards/me/my_board/Kconfig.sysbuild': 'config PARTITION_MANAGER\n\tdefault n\n' };
    const board = 'my_board_nrf52833';
    expect(sb({ board, files: own }).bool('PARTITION_MANAGER')).toBe(true);
    expect(sb({ board, files: { ...own, ...off } }).bool('PARTITION_MANAGER')).toBe(false);
  });

  test('is off where Kconfig.sysbuild says so before it sources Zephyr’s', () => {
    const own = 'config PARTITION_MANAGER\n\tdefault n\n\nsource "share/sysbuild/Kconfig"\n';
    expect(sb({ files: { 'Kconfig.sysbuild': own } }).bool('PARTITION_MANAGER')).toBe(false);
  });

  test('stays on where it says so behind: the first default wins', () => {
    const own = 'source "${ZEPHYR_BASE}/share/sysbuild/Kconfig"\n\nconfig PARTITION_MANAGER\n\tdefault n\n';
    expect(sb({ files: { 'Kconfig.sysbuild': own } }).bool('PARTITION_MANAGER')).toBe(true);
  });

  test('without a board nobody knows', () => {
    expect(sb({ board: undefined }).bool('PARTITION_MANAGER')).toBeUndefined();
  });

  test.each([
    ['nrf52840dk_nrf52840', '0x200'],
    ['nrf54l15dk_nrf54l15_cpuapp', '0x800'],
  ])('pads the header of MCUboot on %s with %s', (board, pad) => {
    expect(sb({ board, conf: mcuboot }).text('PM_MCUBOOT_PAD')).toBe(pad);
  });

  test('its options do not exist without it', () => {
    const conf = `${mcuboot}SB_CONFIG_PARTITION_MANAGER=n\nSB_CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY=y\n`;
    expect(sb({ conf }).bool('PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY')).toBe(false);
  });
});

describe('the bootloader', () => {
  test('is none by default', () => {
    expect(sb().bool('SB_CONFIG_BOOTLOADER_MCUBOOT')).toBe(false);
    expect(sb().has('mcuboot')).toBe(false);
  });

  test('is chosen in sysbuild.conf, by an argument, or as a default of Kconfig.sysbuild', () => {
    const own = 'choice BOOTLOADER\n\tdefault BOOTLOADER_MCUBOOT\nendchoice\n\nsource "share/sysbuild/Kconfig"\n';
    expect(sb({ conf: mcuboot }).has('mcuboot')).toBe(true);
    expect(sb({ arguments: ['-DSB_CONFIG_BOOTLOADER_MCUBOOT=y'] }).has('mcuboot')).toBe(true);
    expect(sb({ files: { 'Kconfig.sysbuild': own } }).has('mcuboot')).toBe(true);
  });

  test('says where it was chosen', () => {
    const fact = sb({ conf: mcuboot }).view.bool('BOOTLOADER_MCUBOOT');
    expect(fact.known && fact.origins[0]).toMatchObject({
      kind: 'project',
      span: { file: { path: '/app/sysbuild.conf' } },
    });
  });

  test.each([
    ['nrf52832', 'nrf52dk_nrf52832', 'RSA'],
    ['nRF52840', 'nrf52840dk_nrf52840', 'ECDSA_P256'],
    ['nRF9160', 'nrf9160dk_nrf9160_ns', 'ECDSA_P256'],
    ['Thingy:91', 'thingy91_nrf9160_ns', 'RSA'],
    ['nRF54L15', 'nrf54l15dk_nrf54l15_cpuapp', 'ED25519'],
  ])('on %s has this signature type by default', (_, board, type) => {
    expect(sb({ board, conf: mcuboot }).bool(`BOOT_SIGNATURE_TYPE_${type}`)).toBe(true);
  });

  test.each([
    ['2.7.0', 'SWAP_WITHOUT_SCRATCH'],
    ['2.9.0', 'SWAP_WITHOUT_SCRATCH'],
    ['3.3.0', 'SWAP_USING_MOVE'],
  ])('of NCS %s swaps by default: %s', (version, mode) => {
    expect(sb({ version, conf: mcuboot }).bool(`MCUBOOT_MODE_${mode}`)).toBe(true);
  });
});

describe('the number of updateable images', () => {
  test('is the lowest that the build needs', () => {
    expect(sb({ conf: mcuboot }).text('MCUBOOT_UPDATEABLE_IMAGES')).toBe('1');
    const network = 'SB_CONFIG_NETCORE_IPC_RADIO=y\nSB_CONFIG_SECURE_BOOT_NETCORE=y\nSB_CONFIG_NETCORE_APP_UPDATE=y\n';
    expect(sb({ board: 'nrf5340dk_nrf5340_cpuapp', conf: mcuboot + network }).text('MCUBOOT_UPDATEABLE_IMAGES')).toBe(
      '2',
    );
  });

  test('of MCUboot counts its own update, too', () => {
    const built = sb({ conf: `${mcuboot}SB_CONFIG_SECURE_BOOT_APPCORE=y\n` });
    expect(built.forced('mcuboot')).toMatchObject({ UPDATEABLE_IMAGE_NUMBER: '2' });
    expect(built.forced('app')).toMatchObject({ UPDATEABLE_IMAGE_NUMBER: '1' });
  });
});

describe('the network core', () => {
  const board = 'nrf5340dk_nrf5340_cpuapp';

  test.each([
    ['SB_CONFIG_NETCORE_IPC_RADIO=y\n', 'ipc_radio'],
    ['SB_CONFIG_NETCORE_HCI_IPC=y\n', 'hci_ipc'],
    ['SB_CONFIG_NETCORE_EMPTY=y\n', 'empty_net_core'],
  ])('with %j is %s', (conf, image) => {
    expect(sb({ board, conf }).has(image)).toBe(true);
    expect(sb({ board }).has(image)).toBe(false);
  });

  test('is on no other SoC', () => {
    expect(sb({ conf: 'SB_CONFIG_NETCORE_IPC_RADIO=y\n' }).has('ipc_radio')).toBe(false);
  });

  test('has a default of the application’s own', () => {
    const own = 'config NRF_DEFAULT_IPC_RADIO\n\tdefault y\n\nsource "share/sysbuild/Kconfig"\n';
    expect(sb({ board, files: { 'Kconfig.sysbuild': own } }).has('ipc_radio')).toBe(true);
  });
});

test('split images for QSPI need a mode that allows them', () => {
  const xip = `${mcuboot}SB_CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY=y\nSB_CONFIG_QSPI_XIP_SPLIT_IMAGE=y\n`;
  expect(sb({ conf: xip }).bool('QSPI_XIP_SPLIT_IMAGE')).toBe(false);
  expect(sb({ conf: `${xip}SB_CONFIG_MCUBOOT_MODE_OVERWRITE_ONLY=y\n` }).bool('QSPI_XIP_SPLIT_IMAGE')).toBe(true);
});

describe('what sysbuild forces', () => {
  test('the bootloader of the application is sysbuild’s', () => {
    expect(sb().forced('app')).toMatchObject({ BOOTLOADER_MCUBOOT: 'n', PARTITION_MANAGER_ENABLED: 'y' });
    expect(sb({ conf: mcuboot }).forced('app')).toMatchObject({ BOOTLOADER_MCUBOOT: 'y' });
  });

  test('the secondary slot moves with sysbuild’s option alone', () => {
    const moved = `${mcuboot}SB_CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY=y\n`;
    for (const image of ['app', 'mcuboot']) {
      expect(sb({ conf: mcuboot }).forced(image)).toMatchObject({ PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY: 'n' });
      expect(sb({ conf: moved }).forced(image)).toMatchObject({ PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY: 'y' });
    }
  });

  test.each(sysbuildVersions)('the mode is the same in both images, in NCS %s', (version) => {
    const built = sb({ version, conf: `${mcuboot}SB_CONFIG_MCUBOOT_MODE_OVERWRITE_ONLY=y\n` });
    expect(built.forced('mcuboot')).toMatchObject({ BOOT_UPGRADE_ONLY: 'y', BOOT_SWAP_USING_MOVE: 'n' });
    expect(built.forced('app')).toMatchObject({ MCUBOOT_BOOTLOADER_MODE_OVERWRITE_ONLY: 'y' });
  });

  test('names the line of the application that decides', () => {
    const { view, facts } = sb({ conf: mcuboot });
    const forced = forcedAssignments('app', view, facts).assignments.find(
      ({ symbol }) => symbol === 'BOOTLOADER_MCUBOOT',
    );
    expect(forced?.origin).toMatchObject({ kind: 'project', span: { file: { path: '/app/sysbuild.conf' } } });
  });

  test('what depends on something unknown is undecided', () => {
    const { view, facts } = sb({ board: undefined, conf: mcuboot });
    expect(forcedAssignments('app', view, facts).undecided.has('PARTITION_MANAGER_ENABLED')).toBe(true);
    expect(sb({ board: undefined, conf: mcuboot }).forced('app')).toMatchObject({ BOOTLOADER_MCUBOOT: 'y' });
  });
});

const mcuboot = 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n';

interface Build {
  readonly board?: string | undefined;
  readonly version?: string;
  readonly conf?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly arguments?: readonly string[];
}

/** Sysbuild's view of an application in /app; values are undefined while unknown. */
function sb(build: Build = {}) {
  const board = 'board' in build ? build.board : 'nrf52840dk_nrf52840';
  const files = {
    'prj.conf': '',
    ...(build.conf === undefined ? {} : { 'sysbuild.conf': build.conf }),
    ...build.files,
  };
  const workspace = new Workspace(
    memoryFiles(Object.fromEntries(Object.entries(files).map(([path, text]) => [`/app/${path}`, text]))),
    ['/app'],
  );
  const target = {
    board: board === undefined ? undefined : { value: board, why: '' },
    revision: undefined,
    buildType: undefined,
  };
  const composition = composeSysbuild(workspace, '/app', target, new BuildArguments(build.arguments), build.version);
  const facts = shippedFacts(shipped, nearestSysbuild(build.version ?? '3.3.99').version);
  const view = evaluateSysbuild(workspace, '/app', composition.sysbuild!, board, facts);
  return {
    view,
    facts,
    bool: (symbol: string) => valueOf(view.bool(symbol)),
    text: (symbol: string) => valueOf(view.text(symbol)),
    has: (image: string) => valueOf(imageInBuild(image, view)),
    forced: (image: string) =>
      Object.fromEntries(forcedAssignments(image, view, facts).assignments.map(({ symbol, value }) => [symbol, value])),
  };
}
