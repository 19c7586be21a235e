// @ts-check
// What the layout of one application and the rules about it cost, next to the SDK's own partition_manager.py.
//   node bench/partitions.mjs <workspace> [--count 10] [--python python3]
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { parse } from 'yaml';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string', default: '10' }, python: { type: 'string', default: 'python3' } },
});
if (!positionals[0]) {
  console.error('usage: node bench/partitions.mjs <workspace> [--count 10] [--python python3]');
  process.exit(2);
}
const rounds = Math.max(1, Number(values.count) || 1);
const folder = mkdtempSync(join(tmpdir(), 'ncslint-bench-'));
const application = join(folder, 'application');
cpSync(fileURLToPath(new URL('../examples/originating-case', import.meta.url)), application, { recursive: true });

// Beside dist/, where the facts are looked for.
const bundle = fileURLToPath(new URL('../dist/partitions-bench.mjs', import.meta.url));
await build({
  entryPoints: [fileURLToPath(new URL('partitions-run.ts', import.meta.url))],
  bundle: true,
  minify: true,
  outfile: bundle,
  format: 'esm',
  platform: 'node',
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  logLevel: 'error',
});

// What MCUboot asks for in that build, with its options put in.
const wanted = join(folder, 'mcuboot.yml');
writeFileSync(
  wanted,
  `mcuboot: {size: 0xc000, placement: {before: [mcuboot_primary]}}
mcuboot_primary_app: {span: [app]}
mcuboot_primary: {span: [mcuboot_pad, mcuboot_primary_app]}
mcuboot_pad: {size: 0x200, placement: {before: [mcuboot_primary_app], align: {start: 0x1000}}}
`,
);
const outputs = ['partitions.yml', 'regions.yml'].map((name) => join(folder, name));
const regions = {
  'flash-primary': ['--flash-primary-base-address', '0', '--flash-primary-size', '0x100000'],
  'external-flash': ['--external-flash-base-address', '0', '--external-flash-size', '0x200000'],
};
const python = [
  join(resolve(positionals[0]), 'nrf/scripts/partition_manager.py'),
  ...['--input-files', wanted, '--static-config', join(application, 'pm_static.yml')],
  ...['--output-partitions', outputs[0] ?? '', '--output-regions', outputs[1] ?? ''],
  ...['--regions', ...Object.keys(regions), ...Object.values(regions).flat()],
  ...['--flash-primary-placement-strategy', 'complex', '--external-flash-placement-strategy', 'start_to_end'],
];

/** Runs a command, and prints the seconds of processor time that it took. */
const CHILD = `
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime)`;

/** @type {Record<string, number[]>} */
const times = {
  'partition_manager.py': [],
  'python -c 0': [],
  'the first application': [],
  'the second': [],
  'one of many': [],
};
let said = { rules: 0, layout: /** @type {Record<string, Place> | undefined} */ (undefined) };
try {
  for (let round = 0; round < rounds; round++) {
    times['partition_manager.py']?.push(timed(python));
    times['python -c 0']?.push(timed(['-c', '0']));
    const run = spawnSync(process.execPath, [bundle, application, '100'], { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(run.stderr);
    const { first, again, rules, layout } = JSON.parse(run.stdout);
    times['the first application']?.push(first);
    times['the second']?.push(again[0]);
    times['one of many']?.push(median(again.slice(again.length / 2)));
    said = { rules, layout };
  }
  const theirs = /** @type {Record<string, Place>} */ (parse(readFileSync(outputs[0] ?? '', 'utf8')));
  const ours = said.layout;
  const different = Object.keys(theirs).filter(
    (name) => !ours?.[name] || ours[name].address !== theirs[name]?.address || ours[name].size !== theirs[name]?.size,
  );
  console.log(`the layout, and ${said.rules} rules about it; processor time, medians of ${rounds} rounds, in turns`);
  for (const [name, taken] of Object.entries(times))
    console.log(`  ${name.padEnd(28)} ${median(taken).toFixed(1).padStart(7)} ms`);
  console.log(`  ${Object.keys(theirs).length} partitions, different: ${different.join(', ') || 'none'}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
  rmSync(bundle, { force: true });
}

/** @typedef {{ address: number, size: number }} Place */

/**
 * Milliseconds of processor time that Python takes, start-up included.
 * @param {readonly string[]} args
 */
function timed(args) {
  const run = spawnSync(values.python, ['-c', CHILD, values.python, ...args], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${values.python} ${args[0]}: ${run.stdout}${run.stderr}`);
  return Number(run.stdout.trim().split('\n').at(-1)) * 1000;
}

/** @param {readonly number[]} taken */
function median(taken) {
  const sorted = [...taken].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
