// @ts-check
// What one run costs, next to what Node costs by itself. See README.md in this folder.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals: nodes } = parseArgs({
  allowPositionals: true,
  options: {
    path: { type: 'string', default: join(root, 'examples/originating-case') },
    cli: { type: 'string', default: join(root, 'dist/cli.js') },
    count: { type: 'string', default: '30' },
  },
});
const rounds = Math.max(1, Number(values.count) || 1);
const commands = [
  { name: 'node -e 0', args: ['-e', '0'] },
  { name: 'ncslint', args: [values.cli, values.path] },
];

const folder = mkdtempSync(join(tmpdir(), 'ncslint-bench-'));
const preload = fileURLToPath(new URL('print-max-rss.cjs', import.meta.url));
const gnu = spawnSync('/usr/bin/time', ['--version'], { encoding: 'utf8' });
const time = /GNU/.test(`${gnu.stdout}${gnu.stderr}`) ? '/usr/bin/time' : undefined;

if (!existsSync(values.cli)) throw new Error(`${values.cli} does not exist: npm run build`);
console.log(`ncslint ${values.path}: median of ${rounds} interleaved runs, ${availableParallelism()} processors`);
console.log(`memory: peak resident set, from ${time ?? 'process.resourceUsage() when the process ends'}\n`);
console.log(row('', 'time', 'fastest', 'slowest', 'ratio', 'memory', 'ratio'));
for (const node of nodes.length > 0 ? nodes : [process.execPath]) measure(node);
rmSync(folder, { recursive: true });

/** @param {string} node */
function measure(node) {
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  for (const { args } of commands) run(node, args);
  /** @type {number[][]} */
  const times = commands.map(() => []);
  /** @type {number[][]} */
  const peaks = commands.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, { args }] of commands.entries()) times[index]?.push(run(node, args));
  }
  for (let round = 0; round < Math.min(rounds, 5); round++) {
    for (const [index, { args }] of commands.entries()) peaks[index]?.push(peak(node, args));
  }
  const [plainTime = 0, plainPeak = 0] = [median(times[0] ?? []), median(peaks[0] ?? [])];
  for (const [index, { name }] of commands.entries()) {
    const [taken, used] = [times[index] ?? [], median(peaks[index] ?? [])];
    const ms = [median(taken), Math.min(...taken), Math.max(...taken)].map((value) => `${value.toFixed(0)} ms`);
    const ratios = [median(taken) / plainTime, used / plainPeak].map((value) => `${value.toFixed(2)}x`);
    console.log(row(`${version} ${name}`, ...ms, ratios[0] ?? '', `${(used / 1024).toFixed(0)} MiB`, ratios[1] ?? ''));
  }
}

/**
 * Milliseconds from the start of the process to its end.
 * @param {string} node
 * @param {readonly string[]} args
 */
function run(node, args) {
  const start = process.hrtime.bigint();
  const { error, status } = spawnSync(node, args, { stdio: 'ignore' });
  const taken = Number(process.hrtime.bigint() - start) / 1e6;
  if (error) throw error;
  if (status !== 0 && status !== 1) throw new Error(`${node} ${args.join(' ')} ended with ${status}`);
  return taken;
}

/**
 * Peak resident set in KiB. Measured apart from the time, since measuring it takes time.
 * @param {string} node
 * @param {readonly string[]} args
 */
function peak(node, args) {
  const file = join(folder, 'max-rss');
  const env = { ...process.env, NCSLINT_BENCH_FILE: file };
  if (time) spawnSync(time, ['--quiet', '-f', '%M', '-o', file, node, ...args], { stdio: 'ignore' });
  else spawnSync(node, ['--require', preload, ...args], { stdio: 'ignore', env });
  return Number(readFileSync(file, 'utf8').trim());
}

/** @param {readonly number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** @param {...string} cells */
function row(...cells) {
  return cells.map((cell, column) => (column === 0 ? cell.padEnd(24) : cell.padStart(10))).join('');
}
