// What ncslint says about static files with one planted fault, as a table in Markdown:
//   node tools/compare-mutants.mjs <pm-static-oracle.json> <mutants.json.gz> [--cli "node dist/cli.js"] [--missed FAULT]
//     [--trees <SDK 2.4.0>,<SDK 3.3.99>] [--python python3]
// Both were made with Partition Manager itself: files that it accepts ({ files: [{ source, path, soc, static, regions }] }),
// and faulty variants of them ([{ base, mutant, target, text, accepted }]). Every variant becomes an application, with the
// bootloader, the memory and the external flash that the original was accepted with. With --trees Partition Manager is run again
// on each rejected variant without an error: what it says about them now is printed below the table.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const argv = process.argv.slice(2);
const option = (name) => (argv.includes(name) ? argv.splice(argv.indexOf(name), 2)[1] : undefined);
const [command, ...before] = (option('--cli') ?? 'node dist/cli.js').split(' ');
const missed = (option('--missed') ?? '').split(',');
const every = Number(option('--every') ?? 1);
const only = (option('--only') ?? '').split(',').filter(Boolean);
const trees = (option('--trees') ?? '').split(',').filter(Boolean);
const python = option('--python') ?? 'python3';
const [filesPath, mutantsPath] = argv;
if (!filesPath || !mutantsPath) {
  console.error('usage: node tools/compare-mutants.mjs <pm-static-oracle.json> <mutants.json.gz> [--cli COMMAND]');
  process.exit(2);
}
const read = (path) => JSON.parse(path.endsWith('.gz') ? gunzipSync(readFileSync(path)) : readFileSync(path));
const bases = new Map(read(filesPath).files.map((file) => [`${file.source}:${file.path}`, file]));
const mutants = read(mutantsPath).filter(
  ({ base, mutant }, index) => bases.has(base) && index % every === 0 && (only.length === 0 || only.includes(mutant)),
);

// Boards with the SoC and nothing on top.
const BOARDS = {
  nrf52840: ['2.4.0', 'nrf52840dk_nrf52840'],
  nrf52833: ['2.4.0', 'nrf52833dk_nrf52833'],
  nrf52832: ['2.4.0', 'nrf52dk_nrf52832'],
  nrf52820: ['2.4.0', 'nrf52833dk_nrf52820'],
  nrf5340_cpuapp: ['2.4.0', 'nrf5340dk_nrf5340_cpuapp'],
  nrf9160: ['2.4.0', 'nrf9160dk_nrf9160'],
  nrf9151: ['3.3.99', 'nrf9151dk_nrf9151'],
  nrf54l05: ['3.3.99', 'nrf54l15dk_nrf54l05_cpuapp'],
  nrf54l10: ['3.3.99', 'nrf54l15dk_nrf54l10_cpuapp'],
  nrf54l15: ['3.3.99', 'nrf54l15dk_nrf54l15_cpuapp'],
  nrf54lm20a: ['3.3.99', 'nrf54lm20dk_nrf54lm20a_cpuapp'],
  nrf54lm20b: ['3.3.99', 'nrf54lm20dk_nrf54lm20b_cpuapp'],
  nrf54ls05b: ['3.3.99', 'nrf54ls05dk_nrf54ls05b_cpuapp'],
};

const originals = [...new Set(mutants.map(({ base }) => base))].map((base) => ({ base, text: bases.get(base).static }));
const found = lint([...mutants, ...originals]);
const rows = new Map();
const silent = [];
const known = new Map(originals.map(({ base }, index) => [base, new Set(found[mutants.length + index].map(keyOf))]));
for (const [index, mutant] of mutants.entries())
  count(
    mutant,
    found[index].filter((finding) => !known.get(mutant.base).has(keyOf(finding))),
  );
print();
judgeAgain();

/** The findings in the static file of every application, in the order of the report. */
function lint(all) {
  const root = mkdtempSync(join(tmpdir(), 'ncslint-mutants-'));
  const results = all.map(() => []);
  try {
    for (const version of ['2.4.0', '3.3.99']) {
      const own = all.map((one, index) => ({ ...one, index })).filter(({ base }) => board(base)[0] === version);
      for (let from = 0; from < own.length; from += 400) {
        const folder = join(root, `${version}-${from}`);
        for (const one of own.slice(from, from + 400)) write(join(folder, String(one.index)), one);
        const run = spawnSync(command, [...before, folder, '--sdk', version, '--format', 'json'], {
          encoding: 'utf8',
          maxBuffer: 1 << 30,
        });
        for (const { severity, message, rule, location, label, related, application } of JSON.parse(run.stdout)
          .diagnostics) {
          if (basename(location.file) !== 'pm_static.yml' || !isAboutLayout(rule)) continue;
          const text = [message, label, ...(related ?? []).map((one) => one.label)].join('\n');
          results[Number(basename(application))].push({ severity, message, rule, text, line: location.line });
        }
        rmSync(folder, { recursive: true });
      }
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  return results;
}

/** The images around the file are made up: what is said about those counts for nothing. */
function isAboutLayout(rule) {
  return /^(partition|settings)\/|^mcuboot\/(slot-size|scratch|trailer)$/.test(rule);
}

/** The one that emulates flash in RAM for the image of its network core is a SoC of its own. */
function board(base) {
  const { soc, regions } = bases.get(base);
  return BOARDS[regions.ram_flash ? 'nrf5340_cpuapp' : soc];
}

function write(folder, { base, text }) {
  const { static: original, regions } = bases.get(base);
  const [version, name] = board(base);
  const files = {
    'CMakeLists.txt': 'find_package(Zephyr REQUIRED)\nproject(app)\n',
    'prj.conf': '',
    'pm_static.yml': text,
    [`boards/${name}.overlay`]: overlay(regions, version),
  };
  if (/^mcuboot:/m.test(original)) {
    const folder = version === '2.4.0' ? 'child_image' : 'sysbuild';
    files[`${folder}/mcuboot.conf`] = 'CONFIG_BOOT_MAX_IMG_SECTORS=4096\n';
    if (version === '2.4.0') files['prj.conf'] = 'CONFIG_BOOTLOADER_MCUBOOT=y\n';
    else files['sysbuild.conf'] = 'SB_CONFIG_PARTITION_MANAGER=y\nSB_CONFIG_BOOTLOADER_MCUBOOT=y\n';
  } else if (version !== '2.4.0') files['sysbuild.conf'] = 'SB_CONFIG_PARTITION_MANAGER=y\n';
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function overlay({ flash_primary: flash, sram_primary: ram, external_flash: external }, version) {
  const own = version === '2.4.0' ? [] : [`&cpuapp_rram {\n\treg = <0x0 ${flash.size}>;\n};\n`];
  if (own.length > 0 && ram) own.push(`&cpuapp_sram {\n\treg = <${ram.base} ${ram.size}>;\n};\n`);
  if (external)
    own.push(
      `/ {\n\tchosen {\n\t\tnordic,pm-ext-flash = &chip;\n\t};\n\tchip: chip {\n\t\tcompatible = "jedec,spi-nor";\n\t\tsize = <${external.size * 8}>;\n\t\tjedec-id = [c2 20 ${Math.log2(external.size).toString(16)}];\n\t};\n};\n`,
    );
  return own.join('');
}

/** What is said about the original, too, is no answer to the fault. */
function keyOf({ rule, text }) {
  return `${rule} ${text}`;
}

function count(mutant, findings) {
  const name = `${mutant.mutant}${mutant.region === 'sram_primary' ? ' (RAM)' : ''}`;
  if (!rows.has(name)) rows.set(name, { rejected: 0, found: 0, located: 0, accepted: 0, noticed: 0 });
  const row = rows.get(name);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (!mutant.accepted && errors.length === 0) silent.push(mutant);
  const ok = mutant.accepted ? findings.some(({ severity }) => severity !== 'info') : errors.length > 0;
  if (mutant.accepted) {
    row.accepted += 1;
    row.noticed += Number(ok);
  } else {
    row.rejected += 1;
    row.found += Number(ok);
    row.located += Number(errors.length > 0 && isAt(errors[0], mutant));
  }
  const isMissed = mutant.accepted ? !ok : !ok || !isAt(errors[0], mutant);
  if (missed.includes(mutant.mutant) && isMissed)
    console.log(
      `${mutant.accepted ? 'accepted' : 'rejected'} ${mutant.base}: ${mutant.desc}; ${mutant.error ?? ''}\n   ${findings.map((one) => `${one.severity} ${one.rule}:${one.line} ${one.message}`).join('\n   ')}`,
    );
}

/** In the lines of the partition, or with its name at one of its places. */
function isAt({ line, text: said }, { text, target }) {
  if (!target || said.includes(target)) return true;
  const lines = text.split('\n');
  const start = lines.findLastIndex((one) => one.startsWith(`${target}:`));
  const end = lines.findIndex((one, index) => index > start && /^\S/.test(one));
  return start >= 0 && line > start && line <= (end < 0 ? lines.length : end);
}

function print() {
  const percent = (part, all) => (all === 0 ? '' : `${Math.floor((part / all) * 1000) / 10} %`);
  const sum = { rejected: 0, found: 0, located: 0, accepted: 0, noticed: 0 };
  const line = (name, { rejected, found, located, accepted, noticed }) =>
    console.log(
      `| ${name} | ${rejected || ''} | ${percent(found, rejected)} | ${percent(located, rejected)} | ${accepted || ''} | ${percent(noticed, accepted)} |`,
    );
  console.log('| fault | rejected | with an error | at the partition | accepted | with an error or warning |');
  console.log('|---|---:|---:|---:|---:|---:|');
  for (const [fault, row] of [...rows].sort()) {
    for (const key of Object.keys(sum)) sum[key] += row[key];
    line(fault, row);
  }
  line('all', sum);
  const byRule = new Map();
  for (const [index] of originals.entries())
    for (const { severity, rule } of found[mutants.length + index])
      if (severity === 'error') byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  console.log(`\nerrors on originals: ${[...byRule].map(([rule, times]) => `${rule} ${times}`).join(', ') || 'none'}`);
  const loud = originals.filter((_, index) =>
    found[mutants.length + index].some(({ severity }) => severity === 'error'),
  );
  console.log(
    `\n${loud.length} of ${originals.length} originals with an error: ${loud.map(({ base }) => base).join(', ')}`,
  );
}

/** What Partition Manager says about rejected variants without an error of their own. */
function judgeAgain() {
  if (trees.length === 0) return;
  console.log(`\n${silent.length} rejected ones have no error that the file did not have before:`);
  for (const mutant of silent) {
    const had = originals.findIndex(({ base }) => base === mutant.base);
    const before = found[mutants.length + had].filter(({ severity }) => severity === 'error');
    const said = [
      partitionManager(mutant),
      before.length > 0 ? `errors before the fault: ${[...new Set(before.map(({ rule }) => rule))].join(', ')}` : '',
    ];
    console.log(`- ${mutant.base}: ${mutant.desc}; ${said.filter(Boolean).join('; ')}`);
  }
}

/** What partition_manager.py answers to the file alone, with the memory that the original was accepted with. */
function partitionManager({ base, text }) {
  const { sdk, regions } = bases.get(base);
  const folder = mkdtempSync(join(tmpdir(), 'ncslint-partitions-'));
  const path = (name) => join(folder, name);
  writeFileSync(path('static.yml'), text);
  writeFileSync(path('images.yml'), 'app: {}\n');
  const ofRegion = ([name, { size, base, strategy, dp, device, drv }]) =>
    Object.entries({
      size,
      'base-address': base,
      'placement-strategy': strategy,
      'dynamic-partition': dp,
      device,
      'default-driver-kconfig': drv,
    }).flatMap(([key, value]) => (value === undefined ? [] : [`--${name}-${key}`, `${value}`]));
  const run = spawnSync(
    python,
    [
      join(trees[sdk === '2.4.0' ? 0 : trees.length - 1], 'nrf/scripts/partition_manager.py'),
      ...['--input-files', path('images.yml'), '--static-config', path('static.yml')],
      ...['--output-partitions', path('partitions.yml'), '--output-regions', path('regions.yml')],
      ...['--regions', ...Object.keys(regions)],
      ...Object.entries(regions).flatMap(ofRegion),
    ],
    { encoding: 'utf8' },
  );
  rmSync(folder, { recursive: true });
  return run.status === 0 ? 'accepted by partition_manager.py' : `partition_manager.py ends with ${run.status}`;
}
