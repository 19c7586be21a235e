// Compares the Kconfig values of images with those of the SDK's own scripts, for hardware model v2 (2.7.0 and later):
//   node tools/compare-images.mjs <workspace> [--python python3] [--cpp cpp] [--only <text>] [--list]
// <workspace> has `nrf`, `zephyr` and `bootloader/mcuboot`; a module that is not there is there for neither side. image-kconfig.py
// says what the scripts make of it. Exits with 1 where a value is different.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { scriptValues } from './script-values.mjs';
import { importTypeScript } from './typescript.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: 'string', default: 'python3' },
    cpp: { type: 'string', default: 'cpp' },
    only: { type: 'string' },
    list: { type: 'boolean' },
  },
});
if (!positionals[0]) {
  console.error(
    'usage: node tools/compare-images.mjs <workspace> [--python python3] [--cpp cpp] [--only <text>] [--list]',
  );
  process.exit(2);
}
const sdk = resolve(positionals[0]);
const at = (path) => join(sdk, path);

const APP = 'nrf/samples/bluetooth/peripheral_lbs';
const FILES = {
  app: (board) => [APP, `${APP}/prj.conf`, `${APP}/boards/${board}.conf`],
  hello: () => ['zephyr/samples/hello_world', 'zephyr/samples/hello_world/prj.conf'],
  mcuboot: (board) => [
    'bootloader/mcuboot/boot/zephyr',
    'bootloader/mcuboot/boot/zephyr/prj.conf',
    `bootloader/mcuboot/boot/zephyr/boards/${board}.conf`,
  ],
  b0: (board) => [
    'nrf/samples/bootloader',
    'nrf/samples/bootloader/prj.conf',
    `nrf/samples/bootloader/boards/${board}.conf`,
  ],
  ipc_radio: () => [
    'nrf/applications/ipc_radio',
    'nrf/applications/ipc_radio/prj.conf',
    'nrf/applications/ipc_radio/overlay-bt_hci_ipc.conf',
  ],
  empty_net_core: () => ['nrf/samples/nrf5340/empty_net_core', 'nrf/samples/nrf5340/empty_net_core/prj.conf'],
  sysbuild: () => [APP],
};
/** Target, images, and what is written besides the files of each. */
const BUILDS = [
  ['nrf52840dk/nrf52840', ['app', 'mcuboot', 'b0', 'sysbuild'], ''],
  [
    'nrf52840dk/nrf52840',
    ['app'],
    'CONFIG_NORDIC_QSPI_NOR=y\nCONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_SETTINGS=y\nCONFIG_NVS=y\n',
  ],
  [
    'nrf52840dk/nrf52840',
    ['mcuboot'],
    'CONFIG_SPI_NOR=y\nCONFIG_NORDIC_QSPI_NOR=n\nCONFIG_MULTITHREADING=y\nCONFIG_BOOT_MAX_IMG_SECTORS=256\n',
  ],
  ['nrf52840dk/nrf52840', ['sysbuild'], 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\nSB_CONFIG_SECURE_BOOT_APPCORE=y\n'],
  ['nrf52dk/nrf52832', ['app', 'hello', 'mcuboot', 'sysbuild'], ''],
  ['nrf5340dk/nrf5340/cpuapp', ['app', 'mcuboot', 'b0', 'sysbuild'], ''],
  ['nrf5340dk/nrf5340/cpuapp/ns', ['app', 'sysbuild'], ''],
  [
    'nrf5340dk/nrf5340/cpuapp',
    ['sysbuild'],
    'SB_CONFIG_BOOTLOADER_MCUBOOT=y\nSB_CONFIG_NETCORE_IPC_RADIO=y\nSB_CONFIG_NETCORE_IPC_RADIO_BT_HCI_IPC=y\nSB_CONFIG_NETCORE_APP_UPDATE=y\n',
  ],
  ['nrf5340dk/nrf5340/cpunet', ['ipc_radio', 'empty_net_core', 'b0', 'sysbuild'], ''],
  ['nrf9160dk/nrf9160', ['hello', 'mcuboot', 'b0', 'sysbuild'], ''],
  ['nrf9160dk/nrf9160/ns', ['app', 'sysbuild'], ''],
  ['nrf9151dk/nrf9151/ns', ['hello', 'sysbuild'], ''],
  ['nrf54l15pdk/nrf54l15/cpuapp', ['app', 'mcuboot', 'sysbuild'], ''],
  ['nrf54h20dk/nrf54h20/cpuapp', ['app', 'sysbuild'], ''],
  ['nrf54h20dk/nrf54h20/cpurad', ['ipc_radio'], ''],
  ['thingy91/nrf9160/ns', ['hello', 'sysbuild'], ''],
  ['thingy53/nrf5340/cpuapp', ['app', 'mcuboot', 'sysbuild'], ''],
];

const { imageValues } = await importTypeScript('tools/image-values.ts');
const data = join(import.meta.dirname, '../src/sdk/data');
const images = imageValues(sdk, (name) =>
  existsSync(join(data, name)) ? readFileSync(join(data, name), 'utf8') : undefined,
);
const total = { images: 0, equal: 0, unknown: 0, different: 0, gaps: 0 };
for (const [target, names, more] of BUILDS) for (const name of names) compare(target, name, more);
console.log(total);
process.exitCode = total.different > 0 ? 1 : 0;

function compare(target, name, more) {
  const label = `${target} ${name}${more === '' ? '' : ` with ${more.trim().replaceAll('\n', ' ')}`}`;
  if (options.only && !label.includes(options.only)) return;
  const [board, ...parts] = target.split('/');
  const qualifiers = parts.join('/');
  const stem = target.replaceAll('/', '_');
  const [own, ...files] = FILES[name](stem);
  const isSysbuild = name === 'sysbuild';
  const root = isSysbuild
    ? 'zephyr/share/sysbuild/Kconfig'
    : existsSync(at(`${own}/Kconfig`))
      ? `${own}/Kconfig`
      : 'zephyr/Kconfig';
  const overlays = [`${own}/app.overlay`, `${own}/boards/${stem}.overlay`].filter(
    (path) => !isSysbuild && existsSync(at(path)),
  );
  const overlay = overlays.slice(-1);
  const image = images.of({ board, qualifiers, folder: own, root, overlays: overlay });
  const { boardFolder } = image;
  const defconfig = [stem, [board, ...parts.slice(1)].join('_')].map((one) => `${boardFolder}/${one}_defconfig`);
  const all = isSysbuild
    ? []
    : [defconfig.find((path) => existsSync(at(path))), ...files].filter((path) => path && existsSync(at(path)));
  const fragments = [
    ...all.map((path) => [path, readFileSync(at(path), 'utf8')]),
    [isSysbuild ? 'sysbuild.conf' : 'more.conf', more],
  ];
  const architecture = /cpu(ppr|flpr)/.test(target) ? 'riscv' : 'arm';
  const { modules } = images;
  const asked = {
    sdk,
    board,
    qualifiers,
    own,
    root,
    fragments,
    isSysbuild,
    boardFolder,
    architecture,
    modules,
    devicetree: image.devicetree,
  };
  const { problem, folder, values: theirs } = scriptValues(asked, options);
  if (problem) {
    console.log(`${label}: ${problem}`);
    return;
  }
  const ours = image.values(fragments.map(([path, text]) => ({ path, text })));
  const different = [];
  const unknown = [];
  let equal = 0;
  const isPath = (one, other) => one?.replace(sdk, '') === other?.replace(sdk, '') || other?.includes(folder);
  for (const [symbol, value] of Object.entries(theirs)) {
    const own = ours.has(symbol) ? ours.get(symbol) : '(not there)';
    if (own === undefined) unknown.push(symbol);
    else if (own === value || isPath(own, value)) equal++;
    else different.push(`${symbol}: ${JSON.stringify(own)}, should be ${JSON.stringify(value)}`);
  }
  for (const symbol of ours.keys()) if (!(symbol in theirs)) different.push(`${symbol}: only here`);
  total.images++;
  total.equal += equal;
  total.unknown += unknown.length;
  total.different += different.length;
  total.gaps += image.gaps.length;
  console.log(
    `${label}: ${equal} equal, ${unknown.length} unknown, ${different.length} different, ${image.gaps.length} gaps`,
  );
  for (const line of different.slice(0, 20)) console.log(`  ${line}`);
  if (options.list) for (const line of [...image.gaps, ...image.problems].slice(0, 20)) console.log(`  gap: ${line}`);
  if (unknown.length > 0) console.log(`  unknown: ${unknown.slice(0, 20).join(' ')}`);
}
