import { describe, expect, test } from 'vitest';
import { configureApplication } from '../../src/lint/lint.ts';
import { Workspace } from '../../src/project/workspace.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';
import { type Files, findings, lintFiles, shippedKnowledge } from '../linting.ts';

/** The images of the first configuration that are part of the build, each with its kind and board. */
function imagesOf(files: Files, board: string, version: string): readonly string[] {
  const inMemory = memoryFiles(Object.fromEntries(Object.entries(files).map(([path, text]) => [`/app/${path}`, text])));
  const workspace = new Workspace(inMemory, ['/app']);
  const { configured } = configureApplication(workspace, '/app', {
    paths: ['/app'],
    facts: shippedKnowledge,
    board,
    version,
  });
  return configured[0]!.configuration.images.map(
    ({ name, kind, board }) => `${name} ${kind} ${board.known ? board.value : '?'}`,
  );
}

describe('up to NCS 2.6 the Kconfig of the application decides which images are built', () => {
  const board = 'nrf5340dk_nrf5340_cpuapp';
  const files: Files = {
    'child_image/hci_rpmsg.conf': 'CONFIG_BT_MAX_CONN=2\n',
    'child_image/multiprotocol_rpmsg.conf': 'CONFIG_BT_MAX_CONN=2\n',
    'child_image/802154_rpmsg.conf': 'CONFIG_LOG=n\n',
    'child_image/rpc_host.conf': 'CONFIG_LOG=n\n',
    'child_image/b0.conf': 'CONFIG_LOG=n\n',
    'child_image/b0n.conf': 'CONFIG_LOG=n\n',
  };

  test.each<[string, string, string[]]>([
    ['without a radio none', '', []],
    ['Bluetooth brings hci_rpmsg', 'CONFIG_BT=y\n', ['hci_rpmsg']],
    [
      '802.15.4 brings 802154_rpmsg',
      'CONFIG_NRF_802154_SER_HOST=y\nCONFIG_IEEE802154=y\nCONFIG_NETWORKING=y\n',
      ['802154_rpmsg'],
    ],
    ['a secure bootloader is b0', 'CONFIG_SECURE_BOOT=y\n', ['b0']],
  ])('%s', (_, prj, expected) => {
    const found = imagesOf({ ...files, 'prj.conf': prj }, board, '2.4.0');
    expect(found.map((image) => image.split(' ')[0])).toEqual(['app', ...expected]);
  });

  test('that of the radio runs on the network core', () => {
    expect(imagesOf({ ...files, 'prj.conf': 'CONFIG_BT=y\n' }, board, '2.4.0')).toContain(
      'hci_rpmsg network-core nrf5340dk_nrf5340_cpunet',
    );
  });
});

describe('images beside MCUboot are checked, too', () => {
  test('an overlay of the network core with a label of the application core', () => {
    const report = lintFiles(
      {
        'prj.conf': 'CONFIG_BT=y\n',
        'child_image/hci_rpmsg.overlay': '&qspi {\n\tstatus = "disabled";\n};\n',
      },
      { board: 'nrf5340dk_nrf5340_cpuapp', version: '2.4.0' },
    );
    expect(findings(report)).toContain('error devicetree/unknown-label child_image/hci_rpmsg.overlay:1');
  });

  test('the same overlay in an image that is not built says nothing', () => {
    const report = lintFiles(
      { 'prj.conf': 'CONFIG_GPIO=y\n', 'child_image/hci_rpmsg.overlay': '&qspi {\n\tstatus = "disabled";\n};\n' },
      { board: 'nrf5340dk_nrf5340_cpuapp', version: '2.4.0' },
    );
    expect(findings(report).filter((line) => line.includes('unknown-label'))).toEqual([]);
  });

  test('what the image itself brings along is not guessed', () => {
    const report = lintFiles(
      { 'prj.conf': 'CONFIG_BT=y\n', 'child_image/hci_rpmsg.conf': 'CONFIG_BT_CTLR_DATA_LENGTH_MAX=251\n' },
      { board: 'nrf5340dk_nrf5340_cpuapp', version: '2.4.0' },
    );
    expect(findings(report).filter((line) => line.includes('hci_rpmsg'))).toEqual([]);
  });

  test("an image of the application's own is read from its folder", () => {
    const files: Files = {
      'CMakeLists.txt': 'find_package(Zephyr)\n',
      'prj.conf': '',
      'sysbuild.cmake':
        'ExternalZephyrProject_Add(APPLICATION helper SOURCE_DIR ${APP_DIR}/helper BOARD nrf5340dk/nrf5340/cpunet)\n',
      'helper/CMakeLists.txt': 'find_package(Zephyr)\n',
      'helper/prj.conf': 'CONFIG_LOG=y\n',
    };
    expect(imagesOf(files, 'nrf5340dk/nrf5340/cpuapp', '2.9.0')).toContain(
      'helper network-core nrf5340dk_nrf5340_cpunet',
    );
  });
});
