// @ts-check
// What a whole tree costs in one process: time per configuration and peak memory, for a quarter, a half and all of its
// applications. See README.md in this folder.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cli: { type: 'string', default: join(root, 'dist/cli.js') },
    node: { type: 'string', default: process.execPath },
  },
});
const [sdk] = positionals;
if (sdk === undefined) throw new Error('usage: node bench/corpus.mjs <workspace of an SDK>');
if (!existsSync(values.cli)) throw new Error(`${values.cli} does not exist: npm run build`);

const preload = fileURLToPath(new URL('print-usage.cjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ncslint-bench-'));
const memory = join(folder, 'memory');
const applications = ['nrf/samples', 'nrf/applications'].flatMap((folder) => applicationsBelow(join(sdk, folder)));
console.log(`${applications.length} folders with a sample.yaml or testcase.yaml in ${sdk}\n`);
console.log(row('applications', 'configurations', 'time', 'processor', 'per configuration', 'memory'));
for (const share of [4, 2, 1]) {
  // Every n-th, so that each part has some of every kind.
  const part = applications.filter((_, index) => index % share === 0);
  const started = performance.now();
  const run = spawnSync(values.node, ['--require', preload, values.cli, '--format', 'json', ...part], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, NCSLINT_BENCH_FILE: memory },
  });
  const ms = performance.now() - started;
  /** @type {{ applications: { configurations: unknown[] }[] }} */
  const report = JSON.parse(run.stdout);
  const count = report.applications.reduce((sum, { configurations }) => sum + configurations.length, 0);
  const [processor = 0, peak = 0] = readFileSync(memory, 'utf8').split(' ').map(Number);
  console.log(
    row(
      `${report.applications.length}`,
      `${count}`,
      `${(ms / 1000).toFixed(1)} s`,
      `${(processor / 1000).toFixed(1)} s`,
      `${(processor / count).toFixed(2)} ms`,
      `${(peak / 1024).toFixed(0)} MiB`,
    ),
  );
}

rmSync(folder, { recursive: true });

/**
 * @param {string} folder
 * @returns {string[]}
 */
function applicationsBelow(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  const here = entries.some(({ name }) => /^(sample|testcase)\.ya?ml$/.test(name)) ? [folder] : [];
  return [
    ...here,
    ...entries.filter((entry) => entry.isDirectory()).flatMap(({ name }) => applicationsBelow(join(folder, name))),
  ].sort();
}

/** @param {string[]} cells */
function row(...cells) {
  return cells.map((cell) => cell.padStart(18)).join('');
}
