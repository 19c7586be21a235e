// Compares the layouts of builds with those that Partition Manager makes of the SDK's own pm.yml files:
//   node tools/compare-layouts.mjs <SDK> [--mcuboot <folder>] [--count 100] [--seed 1] [--python python3] [--cpp cpp]
// <SDK> is a workspace with `nrf`, and `bootloader/mcuboot` unless --mcuboot names it. Applications are made up: a board, what
// they turn on, and a static file with some of the partitions. The values of Kconfig symbols that the files ask for are
// written down here once more. Exits with 1 where a layout is different; what nobody can know is counted.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { importTypeScript } from './typescript.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    mcuboot: { type: 'string' },
    count: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    python: { type: 'string', default: 'python3' },
    cpp: { type: 'string', default: 'cpp' },
  },
});
const [sdk] = positionals;
if (!sdk) {
  console.error('usage: node tools/compare-layouts.mjs <SDK> [--mcuboot <folder>] [--count 100] [--seed 1]');
  process.exit(2);
}
const nrf = join(sdk, 'nrf');
const mcubootFolder = options.mcuboot ?? join(sdk, 'bootloader/mcuboot');
const version = readFileSync(join(nrf, 'VERSION'), 'utf8').replace(/-.*/s, '').trim();
const release = Number(version.split('.').slice(0, 2).join('.'));
const isSysbuild = release >= 2.7;
const { layoutOf } = await importTypeScript('tools/layout-of.ts');
const data = join(import.meta.dirname, '../src/sdk/data');
const readFacts = (name) => (existsSync(join(data, name)) ? readFileSync(join(data, name), 'utf8') : undefined);

/** Deterministic: the same seed, the same applications. */
let state = Number(options.seed) >>> 0 || 1;
const random = (below) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};
const oneOf = (list) => list[random(list.length)];
const sometimes = (times) => random(times) === 0;

const BOARDS = {
  nrf52840: { names: ['nrf52840dk_nrf52840', 'nrf52840dk/nrf52840'], flash: 0x100000, block: 0x1000 },
  nrf5340: {
    names: ['nrf5340dk_nrf5340_cpuapp', 'nrf5340dk/nrf5340/cpuapp'],
    flash: 0x100000,
    otp: [0xff8100, 764],
    block: 0x4000,
    defines: { SOC_NRF5340_CPUAPP: 1, SOC_SERIES_NRF53X: 1, SOC_SERIES_NRF53: 1 },
    secure: 0x4000,
  },
  nrf91: {
    names: ['nrf9160dk_nrf9160', release < 2.9 ? 'nrf9160dk/nrf9160' : 'nrf9151dk/nrf9151'],
    flash: 0x100000,
    otp: [0xff8108, 756],
    block: 0x8000,
    defines: { SOC_SERIES_NRF91X: 1, SOC_SERIES_NRF91: 1 },
    secure: 0x8000,
  },
  nrf54l15: {
    names: [undefined, `nrf54l15${release < 2.9 ? 'pdk' : 'dk'}/nrf54l15/cpuapp`],
    flash: release < 3.3 ? 1428 * 1024 : 1524 * 1024,
    block: release < 2.9 ? 0x1000 : 0x400,
    otp: release < 2.9 ? undefined : [0xffd500, 1152],
    defines: { SOC_NRF54L15_CPUAPP: 1, SOC_NRF54L_CPUAPP_COMMON: 1, SOC_SERIES_NRF54LX: 1, SOC_SERIES_NRF54L: 1 },
    secure: 0x1000,
  },
};

const counts = { equal: 0, bothFail: 0, unknown: new Map(), different: 0 };
const folder = mkdtempSync(join(tmpdir(), 'ncslint-layouts-'));
try {
  for (let index = 0; index < Number(options.count); index++) compare(application());
} finally {
  rmSync(folder, { recursive: true });
}
const unknown = [...counts.unknown.values()].reduce((sum, one) => sum + one, 0);
console.log(
  `NCS ${version}: ${counts.equal} layouts equal, ${counts.bothFail} that both refuse, ${unknown} not known, ${counts.different} different`,
);
for (const [why, times] of [...counts.unknown].sort((a, b) => b[1] - a[1])) console.log(`  ${times} ${why}`);
process.exit(counts.different === 0 ? 0 : 1);

/** What an application turns on, as files and as the symbols that `pm.yml` files see. */
function application() {
  const soc = oneOf(Object.keys(BOARDS).filter((name) => BOARDS[name].names[Number(isSysbuild)]));
  const { names, flash, block, defines = {}, secure } = BOARDS[soc];
  const tfm = secure !== undefined && sometimes(3) && !(soc === 'nrf54l15');
  const app = { ...defines, FPROTECT_BLOCK_SIZE: block, ...(tfm && tfmSymbols(secure)) };
  const prj = [];
  const sysbuild = [];
  const mcuboot = [];
  const add = (lines, symbols) => {
    prj.push(...lines);
    Object.assign(app, symbols);
  };
  if (sometimes(2)) {
    add(['FLASH', 'FLASH_MAP', 'NVS', 'SETTINGS'], {
      NVS: 1,
      SETTINGS_NVS: 1,
      PM_PARTITION_SIZE_SETTINGS_STORAGE: 0x2000,
      PM_PARTITION_ALIGN_SETTINGS_STORAGE: tfm ? secure : block,
    });
    if (sometimes(4))
      add(['PM_PARTITION_SIZE_SETTINGS_STORAGE=0x6000'], { PM_PARTITION_SIZE_SETTINGS_STORAGE: 0x6000 });
  } else if (sometimes(4)) add(['FLASH', 'FLASH_MAP', 'NVS'], { NVS: 1, PM_PARTITION_SIZE_NVS_STORAGE: 0x6000 });
  if (sometimes(4))
    add(['FLASH', 'FLASH_MAP', 'FLASH_PAGE_LAYOUT', 'FILE_SYSTEM', 'FILE_SYSTEM_LITTLEFS'], {
      FILE_SYSTEM_LITTLEFS: 1,
      PM_PARTITION_SIZE_LITTLEFS: 0x6000,
    });
  if (sometimes(8)) add(['FLASH', 'FLASH_MAP', 'EMDS'], { EMDS: 1, PM_PARTITION_SIZE_EMDS_STORAGE: 0x1000 });
  const external = soc !== 'nrf54l15' && sometimes(3);
  const boot = sometimes(5) ? undefined : bootloader({ soc, block, external, sysbuild, mcuboot, tfm });
  if (boot) {
    Object.assign(app, { BOOTLOADER_MCUBOOT: 1 });
    if (isSysbuild) sysbuild.push('BOOTLOADER_MCUBOOT');
    else prj.push('BOOTLOADER_MCUBOOT');
  } else if (tfm) Object.assign(app, { PM_PARTITION_SIZE_TFM: 0x8000 });
  const first = boot && !tfm && !external && (soc !== 'nrf54l15' || release >= 2.9) && sometimes(3);
  if (first && isSysbuild) sysbuild.push('SECURE_BOOT_APPCORE');
  else if (first) add(['SECURE_BOOT'], { SECURE_BOOT: 1 });
  // nrf/modules/mcuboot/boot/zephyr/Kconfig:40-41 (2.9.0): both it and its pad lie in a slot of the first stage.
  if (first && release >= 2.9 && boot.PM_PARTITION_SIZE_MCUBOOT === 0xc000)
    boot.PM_PARTITION_SIZE_MCUBOOT = soc === 'nrf54l15' ? 0xb800 : 0xbe00;
  if (tfm && boot) app.PM_PARTITION_SIZE_TFM = release >= 3.3 ? (soc === 'nrf91' ? 0x17e00 : 0x3fe00) : 0x7e00;
  if (tfm && !boot && release >= 3.3) app.PM_PARTITION_SIZE_TFM = 0x40000;
  return {
    soc,
    board: `${names[Number(isSysbuild)]}${tfm ? (isSysbuild ? '/ns' : '_ns') : ''}`,
    flash,
    app,
    boot,
    first: first ? firstStage(soc, block) : undefined,
    prj,
    sysbuild,
    mcuboot,
    external,
    fixed: staticFile(flash),
  };
}

function tfmSymbols(secure) {
  return {
    BUILD_WITH_TFM: 1,
    NRF_SPU_FLASH_REGION_SIZE: secure,
    NRF_TRUSTZONE_FLASH_REGION_SIZE: secure,
  };
}

/** The symbols that the pm.yml of the first stage sees: nrf/subsys/bootloader/Kconfig (2.4.0 to 3.3.99). */
function firstStage(soc, block) {
  return {
    ...BOARDS[soc].defines,
    FPROTECT_BLOCK_SIZE: block,
    PM_PARTITION_SIZE_B0_IMAGE: soc === 'nrf54l15' ? 0x7800 : 0x8000,
    PM_PARTITION_SIZE_PROVISION: soc === 'nrf52840' ? block : soc === 'nrf54l15' && release >= 3.3 ? 0x460 : 0x280,
    SECURE_BOOT_STORAGE: 1,
    NCS_MCUBOOT_IN_BUILD: 1,
    BOOTLOADER_MCUBOOT: 1,
  };
}

/** The symbols that MCUboot's pm.yml sees. */
function bootloader({ soc, block, external, sysbuild, mcuboot, tfm }) {
  const is54 = soc === 'nrf54l15';
  const symbols = {
    ...BOARDS[soc].defines,
    FPROTECT_BLOCK_SIZE: block,
    PM_APP_ALIGNMENT: is54 ? 0x1000 : block,
    PM_PARTITION_SIZE_MCUBOOT: 0xc000,
    PM_PARTITION_SIZE_MCUBOOT_PAD: is54 ? 0x800 : 0x200,
    PM_PARTITION_SIZE_MCUBOOT_SCRATCH: 0x1e000,
    HIDE_CHILD_PARENT_CONFIG: 1,
    ...(!is54 && { FPROTECT: 1 }),
  };
  if (sometimes(3)) {
    symbols.PM_PARTITION_SIZE_MCUBOOT = 0x14000;
    mcuboot.push('PM_PARTITION_SIZE_MCUBOOT=0x14000');
  }
  if (external) symbols.PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY = 1;
  if (external && isSysbuild) sysbuild.push('PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY');
  const mode = oneOf(['', '', 'single', 'scratch', external || tfm ? '' : 'xip']);
  if (mode === 'single') {
    symbols.SINGLE_APPLICATION_SLOT = 1;
    if (isSysbuild) sysbuild.push('MCUBOOT_MODE_SINGLE_APP');
    else mcuboot.push('SINGLE_APPLICATION_SLOT');
  } else if (mode === 'scratch') {
    symbols.BOOT_SWAP_USING_SCRATCH = 1;
    if (isSysbuild) sysbuild.push('MCUBOOT_MODE_SWAP_SCRATCH');
    else mcuboot.push('BOOT_SWAP_USING_SCRATCH');
  } else if (mode === 'xip') {
    symbols.BOOT_DIRECT_XIP = 1;
    if (isSysbuild) sysbuild.push('MCUBOOT_MODE_DIRECT_XIP');
    else mcuboot.push('BOOT_DIRECT_XIP');
  }
  return symbols;
}

/** Some partitions pinned: at the start, at the end, in another order than the build would have them. */
function staticFile(flash) {
  const lines = [];
  if (sometimes(4)) lines.push(`mcuboot: {address: 0x0, size: 0x10000}`);
  if (sometimes(3)) {
    const size = oneOf([0x1000, 0x2000, 0x8000, 0x10000]);
    const name = oneOf(['settings_storage', 'factory_data', 'littlefs_storage']);
    lines.push(`${name}: {address: 0x${(flash - size).toString(16)}, size: 0x${size.toString(16)}}`);
  }
  return lines.length > 0 ? `${lines.join('\n')}\n` : undefined;
}

function compare(one) {
  const ours = layoutOf(readFacts, applicationFiles(one), { version, board: one.board });
  if (ours.missing !== undefined && !ours.missing.startsWith('a layout, for Partition Manager finds none')) {
    counts.unknown.set(ours.missing, (counts.unknown.get(ours.missing) ?? 0) + 1);
    return;
  }
  const theirs = partitionManager(one);
  if (!theirs || ours.missing !== undefined) {
    if (!theirs && ours.missing !== undefined) counts.bothFail++;
    else report(one, `${ours.missing ?? 'a layout'} instead of ${theirs ? 'a layout' : 'none'}`);
    return;
  }
  const wrong = Object.entries(theirs)
    .filter(([name, { region }]) => /^(flash_primary|external_flash)$/.test(region) && name !== region)
    .filter(([name, { address, size }]) => ours[name]?.address !== address || ours[name]?.size !== size)
    .map(([name, { address, size }]) => `${name} ${place(ours[name])}, theirs ${place({ address, size })}`);
  const more = Object.keys(ours).filter((name) => !theirs[name]);
  if (wrong.length + more.length === 0) counts.equal++;
  else report(one, [...wrong, ...more.map((name) => `${name} is more than there is`)].join('\n    '));
}

function place(one) {
  return one ? `0x${one.address.toString(16)}+0x${one.size.toString(16)}` : 'is missing';
}

function report({ board, prj, sysbuild, mcuboot, fixed }, text) {
  counts.different++;
  if (counts.different < 8)
    console.log(`${board} ${[...prj, ...sysbuild, '|', ...mcuboot].join(' ')}\n  ${(fixed ?? '').trim()}\n    ${text}`);
}

function applicationFiles({ prj, sysbuild, mcuboot, external, fixed }) {
  const conf = (lines, prefix) =>
    [...new Set(lines)].map((line) => `${prefix}${line.includes('=') ? line : `${line}=y`}\n`).join('');
  const overlay =
    '/ {\n\tchosen {\n\t\tnordic,pm-ext-flash = &chip;\n\t};\n\tchip: chip {\n\t\tcompatible = "jedec,spi-nor";\n\t\tstatus = "okay";\n\t\tsize = <67108864>;\n\t\tjedec-id = [c2 20 17];\n\t};\n};\n';
  return {
    'CMakeLists.txt': 'find_package(Zephyr REQUIRED)\nproject(app)\n',
    'prj.conf': conf(prj, 'CONFIG_'),
    ...(isSysbuild && { 'sysbuild.conf': conf(['PARTITION_MANAGER', ...sysbuild], 'SB_CONFIG_') }),
    ...(mcuboot.length > 0 && {
      [`${isSysbuild ? 'sysbuild' : 'child_image'}/mcuboot.conf`]: conf(mcuboot, 'CONFIG_'),
    }),
    ...(external && { 'app.overlay': overlay }),
    ...(fixed && { 'pm_static.yml': fixed }),
  };
}

/** What partition_manager.py makes of the files that CMake would hand to it; undefined where it stops. */
function partitionManager({ soc, flash, app, boot, first, external, fixed }) {
  const work = mkdtempSync(join(folder, 'build-'));
  const ofApplication = applicationPmFiles(app).map((path) => preprocessed(work, 'app', path, app));
  const ofMcuboot = boot ? [preprocessed(work, 'mcuboot', join(mcubootFolder, 'boot/zephyr/pm.yml'), { ...boot })] : [];
  const ofFirstStage = first
    ? [firstStageFile(), join(nrf, 'subsys/partition_manager/pm.yml.secure_boot_storage')].map((path) =>
        preprocessed(work, 'b0', path, first),
      )
    : [];
  const ofImages = [...ofMcuboot, ...ofFirstStage];
  const inputs = isSysbuild ? [...ofApplication, ...ofImages] : [...ofImages, ...ofApplication];
  if (inputs.length === 0) {
    inputs.push(join(work, 'empty.yml'));
    writeFileSync(inputs[0], 'app: {}\n');
  }
  const statics = join(work, 'static.yml');
  if (fixed) writeFileSync(statics, fixed);
  const outputs = ['partitions.yml', 'regions.yml'].map((name) => join(work, name));
  const regions = {
    flash_primary: [0, flash, 'complex'],
    ...(external && { external_flash: [0, 0x800000, 'start_to_end'] }),
    ...(first && BOARDS[soc].otp && { otp: [...BOARDS[soc].otp, 'start_to_end'] }),
  };
  const run = spawnSync(
    options.python,
    [
      join(nrf, 'scripts/partition_manager.py'),
      '--input-files',
      ...inputs,
      '--regions',
      ...Object.keys(regions),
      '--output-partitions',
      outputs[0],
      '--output-regions',
      outputs[1],
      ...(fixed ? ['--static-config', statics] : []),
      ...Object.entries(regions).flatMap(([name, [base, size, placement]]) => [
        `--${name}-base-address`,
        `${base}`,
        `--${name}-size`,
        `${size}`,
        `--${name}-placement-strategy`,
        placement,
      ]),
    ],
    { encoding: 'utf8' },
  );
  const layout = run.status === 0 ? parse(readFileSync(outputs[0], 'utf8')) : undefined;
  if (!layout && process.env.DEBUG) console.log(run.stdout.slice(0, 300) + run.stderr.slice(-300));
  rmSync(work, { recursive: true });
  return layout;
}

/** It moved when partitions moved to the devicetree. */
function firstStageFile() {
  const files = ['samples/bootloader/pm.yml', 'samples/bootloader_deprecated_pm/pm.yml'].map((path) => join(nrf, path));
  return files.find((path) => existsSync(path));
}

/** In the order of nrf/subsys/partition_manager/CMakeLists.txt, as its conditions say. */
function applicationPmFiles(symbols) {
  const own = join(nrf, 'subsys/partition_manager');
  const stack = [];
  const found = [];
  const text = readFileSync(join(own, 'CMakeLists.txt'), 'utf8').replace(/#.*/g, '');
  for (const [, command, content] of text.matchAll(
    /\b(if|endif|else|elseif|function|endfunction|ncs_add_partition_manager_config)\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)/g,
  )) {
    if (command === 'function' || command === 'if') stack.push(command === 'if' && holds(content, symbols));
    else if (command === 'endif' || command === 'endfunction') stack.pop();
    else if (command === 'ncs_add_partition_manager_config' && stack.every(Boolean))
      found.push(join(own, content.trim()));
  }
  return found.filter((path) => existsSync(path));
}

/** `CONFIG_A AND NOT (CONFIG_B OR CONFIG_C)`; what is no such condition does not hold. */
function holds(condition, symbols) {
  const words = condition.match(/\(|\)|\S+?(?=[\s()]|$)/g) ?? [];
  if (words.some((word) => !/^(\(|\)|AND|OR|NOT|CONFIG_\w+)$/.test(word))) return false;
  const source = words
    .map(
      (word) =>
        ({ AND: '&&', OR: '||', NOT: '!' })[word] ?? (/^CONFIG_/.test(word) ? `${word.slice(7) in symbols}` : word),
    )
    .join(' ');
  return words.length > 0 && new Function(`return ${source}`)();
}

function preprocessed(work, image, path, symbols) {
  const include = join(work, image);
  for (const name of ['autoconf.h', 'zephyr/autoconf.h']) {
    mkdirSync(dirname(join(include, name)), { recursive: true });
    writeFileSync(
      join(include, name),
      Object.entries(symbols)
        .map(([symbol, value]) => `#define CONFIG_${symbol} ${value}\n`)
        .join(''),
    );
  }
  const out = join(work, `${image}-${path.split('/').at(-1)}`);
  const run = spawnSync(
    options.cpp,
    ['-x', 'assembler-with-cpp', '-nostdinc', '-P', '-undef', `-I${include}`, path, out],
    {
      encoding: 'utf8',
    },
  );
  if (run.status !== 0) throw new Error(run.stderr);
  return out;
}
