// @ts-check
// What the devicetree of one board and overlay costs with an SDK, next to the SDK's own tools; and all boards in one process.
// See README.md in this folder.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { importTypeScript } from '../tools/typescript.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    board: { type: 'string', default: 'nrf52840dk_nrf52840' },
    overlay: { type: 'string', default: join(root, 'examples/originating-case/boards/nrf52840dk_nrf52840.overlay') },
    'dts-linter': { type: 'string' },
    count: { type: 'string', default: '10' },
  },
});
if (!positionals[0]) {
  console.error('usage: node bench/devicetree.mjs <SDK 2.4> [--count 10] [--dts-linter "<command> {config}"]');
  process.exit(2);
}
const sdk = resolve(positionals[0]);
const zephyr = join(sdk, 'zephyr');
const folder = mkdtempSync(join(tmpdir(), 'ncslint-bench-'));
const boards = nordicBoards();
const EDTLIB = `
import sys, time
from devicetree import edtlib
at = sys.argv.index('--')
folders, files = sys.argv[1:at], sys.argv[at + 1:]
start = time.process_time()
for file in files:
    edtlib.EDT(file, folders)
print((time.process_time() - start) * 1000 / len(files))
`;
try {
  wholeProcess();
  await allBoards();
} finally {
  rmSync(folder, { recursive: true });
}

/** One process for one board and overlay, in turns. */
function wholeProcess() {
  const app = join(folder, 'app');
  mkdirSync(join(app, 'boards'), { recursive: true });
  writeFileSync(join(app, 'CMakeLists.txt'), 'find_package(Zephyr)\nproject(app)\n');
  writeFileSync(join(app, 'prj.conf'), '');
  const overlay = join(app, 'boards', `${values.board}.overlay`);
  writeFileSync(overlay, readFileSync(values.overlay));
  const cli = [process.execPath, join(root, 'dist/cli.js'), app, '--board', values.board];
  const dts = boards.find(({ name }) => name === values.board)?.path ?? '';
  /** @type {{ name: string, commands: string[][] }[]} */
  const runs = [
    { name: 'ncslint, the SDK', commands: [[...cli, '--sdk', sdk]] },
    { name: 'ncslint, facts', commands: [[...cli, '--sdk', '2.4.0', '--no-sdk']] },
    { name: 'cpp, gen_defines.py', commands: [preprocess([dts, overlay]), genDefines()] },
  ];
  if (values['dts-linter'])
    runs.push({ name: 'dts-linter', commands: [dtsLinter(values['dts-linter'], dts, overlay)] });
  const time = existsSync('/usr/bin/time');
  console.log(
    `${values.board}: medians of ${values.count} rounds in turns${time ? '' : '; no /usr/bin/time, so no processor time'}\n`,
  );
  /** @type {{ wall: number, cpu: number }[][]} */
  const taken = runs.map(() => []);
  for (const { commands } of runs) for (const command of commands) run(command);
  for (let round = 0; round < Number(values.count); round++) {
    runs.forEach(({ commands }, index) => {
      const all = commands.map(run);
      taken[index]?.push({ wall: sum(all.map(({ wall }) => wall)), cpu: sum(all.map(({ cpu }) => cpu)) });
    });
  }
  for (const [index, { name }] of runs.entries()) {
    const wall = median(taken[index]?.map((one) => one.wall) ?? []);
    const cpu = median(taken[index]?.map((one) => one.cpu) ?? []);
    console.log(`${name.padEnd(22)}${wall.toFixed(0).padStart(8)} ms${cpu.toFixed(0).padStart(8)} ms of a processor`);
  }
}

/**
 * Its command, with the overlay in place of {overlay}, and of {config} a file that tells of the board, the overlay over it, and
 * the folders of the SDK for includes and bindings.
 * @param {string} command
 * @param {string} dts
 * @param {string} overlay
 */
function dtsLinter(command, dts, overlay) {
  const config = join(folder, 'dts-linter.json');
  const includePaths = includeFolders(dts);
  const one = { mainFile: dts, includePaths, bindingPaths: bindingFolders(), overlayRuns: [[overlay]] };
  writeFileSync(config, JSON.stringify([one]));
  return command.split(' ').map((part) => part.replace('{overlay}', overlay).replace('{config}', config));
}

/** Processor time for a tree: ours with its overlay-free evaluation, edtlib's for what cpp made. */
async function allBoards() {
  const { imageTrees } = await importTypeScript('tools/image-trees.ts');
  const build = imageTrees(sdk, true, (/** @type {string} */ name) => {
    const path = join(root, 'src/sdk/data', name);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  });
  const before = process.cpuUsage();
  let nodes = 0;
  for (const { name } of boards) {
    nodes += build({ board: name, root: 'nrf/nothing', ownOverlays: [], overlays: [] }).devicetree.nodes.length;
  }
  const { user, system } = process.cpuUsage(before);
  const each = (user + system) / 1000 / boards.length;
  console.log(`\n${boards.length} boards, ${nodes} nodes: ${each.toFixed(1)} ms of a processor a tree`);

  const some = boards.filter((_, index) => index % 10 === 0);
  const files = some.map(({ name, path }) => {
    run(preprocess([path]));
    const file = join(folder, `${name}.pre`);
    writeFileSync(file, readFileSync(join(folder, 'pre')));
    return file;
  });
  const edtlib = execFileSync('python3', ['-c', EDTLIB, ...bindingFolders(), '--', ...files], {
    encoding: 'utf8',
    env: { ...process.env, PYTHONPATH: join(zephyr, 'scripts/dts/python-devicetree/src') },
  });
  console.log(`edtlib, every tenth of them: ${Number(edtlib).toFixed(1)} ms of a processor a tree, without cpp`);
}

/**
 * Where files of a board include from.
 * @param {string} dts
 */
function includeFolders(dts) {
  const own = join(dts, '..');
  return ['nrf', own.slice(sdk.length + 1), 'zephyr']
    .flatMap((from) =>
      ['include', 'include/zephyr', 'dts/common', 'dts/arm', 'dts'].map((inside) => join(sdk, from, inside)),
    )
    .filter((one) => existsSync(one));
}

/** @param {readonly string[]} files */
function preprocess(files) {
  return [
    ...['cpp', '-x', 'assembler-with-cpp', '-nostdinc', '-D__DTS__', '-P', '-E', '-w'],
    ...includeFolders(files[0] ?? '').flatMap((one) => ['-isystem', one]),
    ...files.flatMap((file) => ['-include', file]),
    ...['-o', join(folder, 'pre'), '/dev/null'],
  ];
}

function genDefines() {
  return [
    ...['python3', join(zephyr, 'scripts/dts/gen_defines.py'), '--dts', join(folder, 'pre'), '--dtc-flags', ''],
    ...['--bindings-dirs', ...bindingFolders(), '--header-out', join(folder, 'h'), '--dts-out', join(folder, 'dts')],
    ...['--edt-pickle-out', join(folder, 'pickle')],
    ...['--vendor-prefixes', join(zephyr, 'dts/bindings/vendor-prefixes.txt')],
  ];
}

function bindingFolders() {
  return [join(sdk, 'nrf/dts/bindings'), join(zephyr, 'dts/bindings')];
}

/** The boards that ncslint ships facts about, with the path of their files. */
function nordicBoards() {
  const facts = join(root, 'src/sdk/data/2.4.0/boards');
  return readdirSync(facts).flatMap((file) => {
    const { name, folder: at } = JSON.parse(readFileSync(join(facts, file), 'utf8'));
    const path = join(sdk, at, `${name}.dts`);
    return existsSync(path) ? [{ name, path }] : [];
  });
}

/**
 * Milliseconds; ends with what the process says where it fails.
 * @param {readonly string[]} command
 */
function run(command) {
  const env = { ...process.env, PYTHONPATH: join(zephyr, 'scripts/dts/python-devicetree/src') };
  const timed = existsSync('/usr/bin/time')
    ? ['/usr/bin/time', '--quiet', '-f', '%U %S', '-o', join(folder, 'cpu')]
    : [];
  const [program = '', ...args] = [...timed, ...command];
  const start = process.hrtime.bigint();
  const { status, error, stderr } = spawnSync(program, args, { encoding: 'utf8', env });
  const wall = Number(process.hrtime.bigint() - start) / 1e6;
  if (error) throw error;
  if (status !== 0 && status !== 1) throw new Error(`${command.join(' ')} ended with ${status}: ${stderr}`);
  const used = timed.length > 0 ? readFileSync(join(folder, 'cpu'), 'utf8').trim().split(/\s+/).map(Number) : [];
  return { wall, cpu: sum(used) * 1000 };
}

/** @param {readonly number[]} numbers */
function sum(numbers) {
  return numbers.reduce((all, one) => all + one, 0);
}

/** @param {readonly number[]} numbers */
function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;
}
