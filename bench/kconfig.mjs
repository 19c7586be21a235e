// @ts-check
// What the Kconfig of one image costs, next to the SDK's own kconfig.py, and what all of a build does. See README.md in
// this folder.
//   node bench/kconfig.mjs <workspace> [--count 10] [--python python3]
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '10' },
    python: { type: 'string', default: 'python3' },
    board: { type: 'string', default: 'nrf52840dk_nrf52840' },
  },
});
if (!positionals[0]) {
  console.error('usage: node bench/kconfig.mjs <workspace> [--count 10] [--python python3]');
  process.exit(2);
}
const workspace = resolve(positionals[0]);
const rounds = Math.max(1, Number(values.count) || 1);
const folder = mkdtempSync(join(tmpdir(), 'ncslint-bench-'));
const at = (/** @type {string} */ path) => join(workspace, path);

const boardFolder = at(`zephyr/boards/arm/${values.board}`);
const fragments = [join(boardFolder, `${values.board}_defconfig`), join(folder, 'prj.conf')];
const generated = join(folder, 'Kconfig');
const variables = {
  srctree: at('zephyr'),
  ZEPHYR_BASE: at('zephyr'),
  ARCH: 'arm',
  ARCH_DIR: at('zephyr/arch'),
  BOARD: values.board,
  BOARD_DIR: boardFolder,
  KCONFIG_BINARY_DIR: generated,
  APPLICATION_SOURCE_DIR: folder,
  ZEPHYR_TOOLCHAIN_VARIANT: 'zephyr',
  TOOLCHAIN_KCONFIG_DIR: join(folder, 'toolchain'),
  TOOLCHAIN_HAS_NEWLIB: 'y',
  ZEPHYR_NRF_MODULE_DIR: at('nrf'),
  ZEPHYR_MCUBOOT_MODULE_DIR: at('bootloader/mcuboot'),
  NCS_MEMFAULT_FIRMWARE_SDK_KCONFIG: join(folder, 'absent'),
};
writeGenerated();
const root = at('zephyr/Kconfig');
// It looks for the version of the package beside it.
copyFileSync(fileURLToPath(new URL('../package.json', import.meta.url)), join(folder, 'package.json'));
const bundle = join(folder, 'dist/kconfig-image.cjs');
await build({
  entryPoints: [fileURLToPath(new URL('kconfig-image.ts', import.meta.url))],
  bundle: true,
  minify: true,
  outfile: bundle,
  // A script, as the program is.
  format: 'cjs',
  platform: 'node',
  define: { 'import.meta.url': 'moduleUrl' },
  banner: { js: 'const moduleUrl=require("node:url").pathToFileURL(__filename).href;' },
});

const inputs = (/** @type {string} */ name, /** @type {{ print?: boolean, kept?: string }} */ more) => {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify({ root, variables, fragments, print: false, ...more }));
  return file;
};
const silent = inputs('silent', {});
const kept = inputs('kept', { kept: join(folder, 'kept') });
const repository = fileURLToPath(new URL('..', import.meta.url));
const wholeBuild = [join(repository, 'dist/cli.js'), join(repository, 'examples/originating-case'), '--sdk', workspace];
const outputs = ['.config', 'autoconf.h', 'sources.txt'].map((name) => join(folder, name));
const script = at('zephyr/scripts/kconfig/kconfig.py');
const commands = [
  {
    name: 'kconfig.py',
    file: values.python,
    args: [script, '--handwritten-input-configs', root, ...outputs, ...fragments],
  },
  { name: 'ncslint', file: process.execPath, args: [bundle, silent] },
  { name: 'ncslint, kept', file: process.execPath, args: [bundle, kept] },
  { name: 'a build', file: process.execPath, args: [...wholeBuild, '--no-cache'] },
  { name: 'a build, kept', file: process.execPath, args: wholeBuild },
  { name: 'node -e 0', file: process.execPath, args: ['-e', '0'] },
];

/** @type {{ wall: number, cpu: number }[][]} */
const times = commands.map(() => []);
for (const command of commands) run(command);
for (let round = 0; round < rounds; round++) {
  for (const [i, command] of commands.entries()) times[i]?.push(run(command));
}

const ours = JSON.parse(
  execFileSync(process.execPath, [bundle, inputs('printed', { print: true })], { encoding: 'utf8', maxBuffer: 1e8 }),
);
const difference = compared(ours.values);
console.log(
  `${ours.files} files, ${Object.keys(ours.values).length} symbols; values that differ: ${difference.length}`,
);
for (const line of difference.slice(0, 10)) console.log(`  ${line}`);
console.log(`median of ${rounds} interleaved runs, ${availableParallelism()} processors`);
for (const unit of /** @type {const} */ (['wall', 'cpu'])) {
  const taken = times.map((runs) => runs.map((one) => one[unit]));
  const [theirs = 0] = taken.map(median);
  console.log(unit === 'wall' ? 'by the clock:' : 'of a processor:');
  if (theirs === 0) console.log('  needs GNU time');
  else
    commands.forEach(({ name }, i) => {
      const all = taken[i] ?? [];
      const [middle, fastest, slowest] = [median(all), Math.min(...all), Math.max(...all)].map((ms) => ms.toFixed(0));
      const share = (median(all) / theirs).toFixed(2);
      console.log(`  ${name.padEnd(14)} ${middle} ms (${fastest} to ${slowest}), ${share} of kconfig.py`);
    });
}
rmSync(folder, { recursive: true });

/** @param {{ name: string, file: string, args: readonly string[] }} command */
function run({ name, file, args }) {
  const report = join(folder, 'time');
  const timed = existsSync('/usr/bin/time') ? ['/usr/bin/time', '--quiet', '-f', '%U %S', '-o', report] : [];
  const [program = file, ...others] = [...timed, file, ...args];
  const start = process.hrtime.bigint();
  const { error, status, stderr } = spawnSync(program, others, {
    env: { ...process.env, ...(args[0] === wholeBuild[0] ? {} : variables), XDG_CACHE_HOME: folder },
    encoding: 'utf8',
  });
  const wall = Number(process.hrtime.bigint() - start) / 1e6;
  if (error) throw error;
  // Findings end with 1.
  if (status !== 0 && !(status === 1 && args[0] === wholeBuild[0])) throw new Error(`${name}: ${stderr}`);
  const [user = 0, system = 0] = timed.length > 0 ? readFileSync(report, 'utf8').trim().split(/\s+/).map(Number) : [];
  return { wall, cpu: (user + system) * 1000 };
}

/** What the build would generate: the symbols of the bindings and of the modules. */
function writeGenerated() {
  mkdirSync(generated);
  const compatibles = new Set(['zephyr', 'nrf'].flatMap((name) => bindings(at(`${name}/dts/bindings`))));
  const lines = [...compatibles].sort().map((compatible) => {
    const name = compatible.toUpperCase().replace(/[-,.@/+]/g, '_');
    return `DT_COMPAT_${name} := ${compatible}\nconfig DT_HAS_${name}_ENABLED\n\tdef_bool $(dt_compat_enabled,$(DT_COMPAT_${name}))\n`;
  });
  writeFileSync(join(generated, 'Kconfig.dts'), lines.join('\n'));
  const modules = {
    NRF: 'nrf/Kconfig.nrf',
    MCUBOOT: 'nrf/modules/mcuboot/Kconfig',
    HAL_NORDIC: 'zephyr/modules/hal_nordic/Kconfig',
    SEGGER: 'zephyr/modules/segger/Kconfig',
  };
  const menus = Object.entries(modules).map(
    ([name, path]) =>
      `menu "${name}"\nosource "${at(path)}"\nconfig ZEPHYR_${name}_MODULE\n\tbool\n\tdefault y\nendmenu\n`,
  );
  // Of nrfxlib, which need not be there, what others rest on: kconfig.py stops at a default that nobody defines.
  const nrfxlib =
    'config NRF_MODEM_SHMEM_CTRL_SIZE\n\thex\n\tdefault 0x4e8\n' +
    'choice OPENTHREAD_IMPLEMENTATION\nconfig OPENTHREAD_LIBRARY\n\tbool "a"\nendchoice\n';
  writeFileSync(join(generated, 'Kconfig.modules'), [...menus, nrfxlib].join('\n'));
  // Without a devicetree there is no flash and no serial port.
  writeFileSync(join(folder, 'prj.conf'), 'CONFIG_LOG=y\nCONFIG_MAIN_STACK_SIZE=2048\nCONFIG_BT=y\n');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function bindings(path) {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return bindings(join(path, entry.name));
    const found = /^compatible: *["']?([^"'\s]+)/m.exec(readFileSync(join(path, entry.name), 'utf8'));
    return found?.[1] ? [found[1]] : [];
  });
}

/**
 * Symbols of the `.config` that kconfig.py wrote whose value is another one.
 * @param {Record<string, string | undefined>} values
 */
function compared(values) {
  const lines = readFileSync(outputs[0] ?? '', 'utf8').matchAll(/^CONFIG_(\w+)=(.*)$|^# CONFIG_(\w+) is not set$/gm);
  return [...lines].flatMap(([, symbol, value = '', unset]) => {
    const theirs = unset === undefined ? value.replace(/^"(.*)"$/, '$1').replace(/\\(.)/g, '$1') : 'n';
    const ours = values[symbol ?? unset ?? ''];
    return ours === theirs ? [] : [`${symbol ?? unset}: ${ours}, should be ${theirs}`];
  });
}

/** @param {readonly number[]} taken */
function median(taken) {
  const sorted = [...taken].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
