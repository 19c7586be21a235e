// Compares the Kconfig values of images with those of the SDK's own scripts, for hardware model v2 (2.7.0 and later):
//   node tools/compare-images.mjs <workspace> [--python python3] [--cpp cpp] [--only <text>] [--list]
// <workspace> has `nrf`, `zephyr` and `bootloader/mcuboot`; a module that is not there is there for neither side. For every
// build cpp and gen_defines.py make the devicetree, list_hardware.py, zephyr_module.py and gen_driver_kconfig_dts.py the files
// that Kconfig sources, and kconfiglib the values. Python needs PyYAML. Exits with 1 where a value is different.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
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

/** `SDK ZEPHYR FOLDER`, then the request as JSON on the standard input. */
const ORACLE = `
import io, json, os, pathlib, re, runpy, subprocess, sys, types
ask = json.load(sys.stdin)
sdk, folder = ask['sdk'], ask['folder']
zephyr = sdk + '/zephyr'
# Only validates: not needed for files that are valid.
core = types.ModuleType('pykwalify.core')
class Core:
    def __init__(self, *_, **__): pass
    def validate(self, *_, **__): pass
core.Core = Core
package = types.ModuleType('pykwalify'); package.core = core
package.init_logging = lambda *_: None
sys.modules['pykwalify'] = package; sys.modules['pykwalify.core'] = core
sys.path[:0] = [zephyr + '/scripts', zephyr + '/scripts/dts', zephyr + '/scripts/dts/python-devicetree/src', zephyr + '/scripts/kconfig']

def run(script, *given):
    old, out = sys.argv, io.StringIO()
    sys.argv, sys.stdout = [script, *given], out
    try: runpy.run_path(script, run_name='__main__')
    except SystemExit as end:
        if end.code not in (None, 0): raise
    finally: sys.argv, sys.stdout = old, sys.__stdout__
    return out.getvalue()

env = dict(srctree=zephyr, ZEPHYR_BASE=zephyr, KERNELVERSION='0', BOARD_DIR=sdk + '/' + ask['boardFolder'], BOARD=ask['board'],
  BOARD_REVISION='', BOARD_QUALIFIERS='/' + ask['qualifiers'], HWM_SCHEME='v2', KCONFIG_BINARY_DIR=folder,
  APPLICATION_SOURCE_DIR=sdk + '/' + ask['own'], ZEPHYR_TOOLCHAIN_VARIANT='zephyr', TOOLCHAIN_KCONFIG_DIR=folder + '/toolchain',
  TOOLCHAIN_HAS_NEWLIB='y', TOOLCHAIN_HAS_PICOLIBC='y', HIDE_CHILD_PARENT_CONFIG='True', EDT_PICKLE=folder + '/edt.pickle',
  ARCH='*', ARCH_DIR=zephyr + '/arch', SHIELD_AS_LIST='', CONFIG_='SB_CONFIG_' if ask['isSysbuild'] else 'CONFIG_')
os.environ.update(env)
import zephyr_module
own, sysbuild, names = '', '', []
for root in [zephyr, sdk + '/nrf']:
    for file in pathlib.Path(root + '/modules').glob('*/Kconfig'):
        os.environ['ZEPHYR_' + re.sub('[^a-zA-Z0-9]', '_', file.parent.name).upper() + '_KCONFIG'] = str(file)
for module in ask['modules']:
    path = sdk + '/' + module
    meta = zephyr_module.process_module(path)
    if meta is None: continue
    names.append(meta['name'])
    os.environ['ZEPHYR_' + meta['name-sanitized'].upper() + '_MODULE_DIR'] = path
    own += zephyr_module.process_kconfig(path, meta)
    sysbuild += zephyr_module.process_sysbuildkconfig(path, meta)
memfault = sdk + '/nrf/modules/memfault-firmware-sdk/Kconfig'
os.environ['NCS_MEMFAULT_FIRMWARE_SDK_KCONFIG'] = memfault if 'memfault-firmware-sdk' in names else memfault + '-NOTFOUND'

def write(name, text):
    path = pathlib.Path(folder, name); path.parent.mkdir(parents=True, exist_ok=True); path.write_text(text)
write('Kconfig.modules', own)
write('Kconfig.sysbuild.modules', sysbuild)
for name in ['Kconfig.shield', 'Kconfig.shield.defconfig']:
    write(name, 'osource "%s/nrf/boards/shields/*/%s"\\n' % (sdk, name.replace('Kconfig.shield.', 'Kconfig.')))
listed = run(zephyr + '/scripts/list_hardware.py', '--arch-root', zephyr, '--soc-root', zephyr, '--archs', '--socs',
  '--cmakeformat={TYPE};{NAME};{DIR};{HWM}').splitlines()
archs, socs = [], []
for line in reversed([line for line in listed if line]):
    parts = line.split(';'); kind, place = parts[1], parts[parts.index('DIR') + 1]
    group = archs if kind == 'arch' else socs
    if place not in group: group.append(place)
write('arch/Kconfig', ''.join('osource "%s/Kconfig"\\n' % place for place in archs))
for name in ['Kconfig.defconfig', 'Kconfig', 'Kconfig.soc', 'Kconfig.sysbuild']:
    write('soc/' + name, ''.join('osource "%s/%s"\\n' % (place, name) for place in socs))

if not ask['isSysbuild']:
    bindings = [root + '/dts/bindings' for root in [sdk + '/nrf', sdk + '/' + ask['boardFolder'], zephyr]]
    bindings = [one for one in bindings if os.path.isdir(one)]
    roots = [sdk + '/nrf', sdk + '/' + ask['boardFolder'], zephyr]
    inside = ['include', 'include/zephyr', 'dts/common', 'dts/' + ask['architecture'], 'dts']
    places = ['%s/%s' % (root, one) for root in roots for one in inside]
    given = [ask['cpp'], '-x', 'assembler-with-cpp', '-nostdinc', '-D__DTS__', '-P', '-E', '-w', '-o', folder + '/dts.pre']
    for place in places:
        if os.path.isdir(place): given += ['-isystem', place]
    for file in ask['devicetree']: given += ['-include', sdk + '/' + file]
    subprocess.run(given + ['/dev/null'], check=True)
    run(zephyr + '/scripts/dts/gen_defines.py', '--dts', folder + '/dts.pre', '--dtc-flags', '', '--bindings-dirs', *bindings,
      '--header-out', folder + '/header', '--dts-out', folder + '/dts', '--edt-pickle-out', folder + '/edt.pickle')
    run(zephyr + '/scripts/dts/gen_driver_kconfig_dts.py', '--kconfig-out', folder + '/Kconfig.dts', '--bindings-dirs', *bindings)
import kconfiglib
tree = kconfiglib.Kconfig(sdk + '/' + ask['root'], warn_to_stderr=False, suppress_traceback=True)
for index, (_, text) in enumerate(ask['fragments']):
    write('fragment', text)
    tree.load_config(folder + '/fragment', replace=index == 0)
print(json.dumps({name: symbol.str_value for name, symbol in tree.syms.items()}))
`;

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
  const folder = mkdtempSync(join(tmpdir(), 'ncslint-compare-'));
  const architecture = /cpu(ppr|flpr)/.test(target) ? 'riscv' : 'arm';
  const { modules } = images;
  const asked = {
    sdk,
    folder,
    board,
    qualifiers,
    own,
    root,
    fragments,
    isSysbuild,
    boardFolder,
    architecture,
    modules,
  };
  const { status, stdout, stderr } = spawnSync(options.python, ['-c', ORACLE], {
    input: JSON.stringify({ ...asked, cpp: options.cpp, devicetree: image.devicetree }),
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  rmSync(folder, { recursive: true });
  if (status !== 0) {
    console.log(`${label}: the SDK's scripts end with ${status}: ${stderr.trim().split('\n').slice(-3).join(' ')}`);
    return;
  }
  const theirs = JSON.parse(stdout);
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
