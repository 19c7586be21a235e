// Compares our Kconfig values with those of the SDK's own kconfig.py:
//   node tools/compare-kconfig.mjs <oracle> <workspace> [--without-sdk]
// With --without-sdk the shipped facts are compared alone: every symbol they tell of has the same value, or none.
// The oracle is a folder with kconfig-oracle.json, a list of { name, board, overlays, confs, extra, kconfig_py, warnings,
// stderr }, and kconfig-values.json.gz, { name: { symbol: value } }.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { diskFiles, importTypeScript } from './typescript.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'without-sdk': { type: 'boolean' } },
});
const [oracle, workspace] = positionals;
if (!oracle || !workspace) {
  console.error('usage: node tools/compare-kconfig.mjs <oracle> <workspace> [--without-sdk]');
  process.exit(2);
}

/** What the oracle's own files say, which are not beside it. */
const written = {
  'tmp/qspi_y.conf': 'CONFIG_NORDIC_QSPI_NOR=y',
  'tmp/qspi_sane.conf':
    'CONFIG_NORDIC_QSPI_NOR=y\nCONFIG_NORDIC_QSPI_NOR_FLASH_LAYOUT_PAGE_SIZE=4096\n' +
    'CONFIG_NORDIC_QSPI_NOR_STACK_WRITE_BUFFER_SIZE=16\nCONFIG_BOOT_MAX_IMG_SECTORS=256',
  'tmp/qspi_mt.conf': 'CONFIG_NORDIC_QSPI_NOR=y\nCONFIG_MULTITHREADING=y\nCONFIG_BOOT_MAX_IMG_SECTORS=256',
  'tmp/mtn.conf': 'CONFIG_NORDIC_QSPI_NOR=y\nCONFIG_MULTITHREADING=n',
  'tmp/sectors64.conf': 'CONFIG_NORDIC_QSPI_NOR=y\nCONFIG_BOOT_MAX_IMG_SECTORS=64',
  'tmp/spi_y.conf':
    'CONFIG_SPI=y\nCONFIG_SPI_NOR=y\nCONFIG_SPI_NOR_FLASH_LAYOUT_PAGE_SIZE=4096\nCONFIG_MULTITHREADING=y',
  'tmp/typo.conf': 'CONFIG_NORDIC_QSPI_NORR=y',
  'tmp/promptless.conf': 'CONFIG_PM_EXTERNAL_FLASH_HAS_DRIVER=y',
  'tmp/flash_n.conf': 'CONFIG_FLASH=n\nCONFIG_NORDIC_QSPI_NOR=y',
  'tmp/override.conf': 'CONFIG_PM_OVERRIDE_EXTERNAL_DRIVER_CHECK=y',
  'tmp/extn.conf': 'CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY=n',
  'tmp/chosen.overlay': '/ { chosen { nordic,pm-ext-flash = &mx25r64; }; };',
  'tmp/spi.overlay':
    '/ { chosen { nordic,pm-ext-flash = &w25; }; };\n&qspi { status = "disabled"; };\n' +
    '&spi1 { status = "okay"; w25: w25@0 { compatible = "jedec,spi-nor"; reg = <0>; spi-max-frequency = <8000000>; ' +
    'jedec-id = [ef 40 17]; size = <67108864>; }; };',
};

/** The modules of that workspace, in its order. Of those that were not there only the name was. */
const names =
  'nrf mcuboot cmsis hal_nordic mbedtls segger tinycrypt zcbor littlefs fatfs nanopb open-amp libmetal loramac-node lz4 lvgl ' +
  'canopennode TraceRecorder uoscore-uedhoc openthread trusted-firmware-m tfm-mcuboot liblc3 net-tools hostap cjson ' +
  'azure-sdk-for-c picolibc psa-arch-tests nrfxlib';
const folders = { nrf: '/nrf', mcuboot: '/bootloader/mcuboot' };
const own = { nrf: '/nrf/Kconfig.nrf', mcuboot: '/nrf/modules/mcuboot/Kconfig' };
const modules = names.split(' ').map((name) => {
  const places = [own[name], `/nrf/modules/${name}/Kconfig`, `/zephyr/modules/${name}/Kconfig`];
  const kconfig = places.find((path) => path && existsSync(join(workspace, path)));
  return { name, kconfig, folder: folders[name] };
});

const { comparison } = await importTypeScript('src/sdk/extract/kconfig-comparison.ts');
const scenarios = JSON.parse(readFileSync(join(oracle, 'kconfig-oracle.json'), 'utf8'));
const values = JSON.parse(gunzipSync(readFileSync(join(oracle, 'kconfig-values.json.gz'))).toString());
if (options['without-sdk']) {
  await compareFacts();
  process.exit();
}
const evaluate = comparison(withInputs(diskFiles(workspace)), '2.4.0', modules);

const total = { scenarios: 0, equal: 0, unknown: 0, different: 0, messages: 0 };
for (const scenario of scenarios) {
  const start = performance.now();
  const outcome = evaluate({
    board: scenario.board,
    root: scenario.name.startsWith('mcuboot') ? 'bootloader/mcuboot/boot/zephyr/Kconfig' : 'zephyr/Kconfig',
    overlays: scenario.overlays,
    fragments: scenario.confs.map((path) => ({ path, text: textOf(path, scenario) })),
  });
  const time = performance.now() - start;
  const theirs = values[scenario.name];
  const different = [];
  const unknown = [];
  let equal = 0;
  for (const [symbol, value] of Object.entries(theirs)) {
    const ours = outcome.values.has(symbol) ? outcome.values.get(symbol) : '(not there)';
    if (ours === value) equal++;
    else if (ours === undefined) unknown.push(symbol);
    else different.push(`${symbol}: ${JSON.stringify(ours)}, should be ${JSON.stringify(value)}`);
  }
  total.scenarios++;
  total.equal += equal;
  total.unknown += unknown.length;
  total.different += different.length;
  console.log(
    `${scenario.name}: ${equal} equal, ${unknown.length} unknown, ${different.length} different; ` +
      `${outcome.files} files, ${outcome.gaps.length} gaps, ${outcome.problems.length} problems, ${time.toFixed(0)} ms`,
  );
  for (const line of different.slice(0, 40)) console.log(`  ${line}`);
  if (unknown.length > 0) console.log(`  unknown: ${unknown.slice(0, 20).join(' ')}`);
  if (total.scenarios === 1)
    for (const { missing, at } of outcome.gaps) console.log(`  gap: ${missing} (${at.path}:${at.line})`);
  if (total.scenarios === 1)
    for (const { kind, message, at } of outcome.problems) console.log(`  ${kind}: ${message} (${at.path}:${at.line})`);
  const wrong = wrongMessages(scenario, outcome.messages);
  total.messages += wrong.length;
  for (const line of wrong) console.log(`  ${line}`);
}
console.log(total);

/** The values of the shipped facts, next to those of kconfig.py; what it stopped at has values all the same. */
async function compareFacts() {
  const { imageKconfig } = await importTypeScript('tools/image-kconfig.ts');
  const data = join(import.meta.dirname, '..', 'src/sdk/data');
  const ofFacts = imageKconfig(resolve(workspace), (name) =>
    existsSync(join(data, name)) ? readFileSync(join(data, name), 'utf8') : undefined,
  );
  const folder = mkdtempSync(join(tmpdir(), 'ncslint-'));
  const total = { scenarios: 0, equal: 0, unknown: 0, different: 0 };
  for (const scenario of scenarios) {
    const isMcuboot = scenario.name.startsWith('mcuboot');
    const theirs = values[scenario.name];
    const ours = ofFacts({
      image: isMcuboot ? 'mcuboot' : 'app',
      board: scenario.board,
      root: folder,
      // MCUboot's own only says where it is linked.
      ownOverlays: [],
      overlays: scenario.overlays
        .filter((path) => !path.endsWith('app.overlay'))
        .map((path) => overlayFile(folder, path)),
      fragments: scenario.confs.map((path) => ({ path, text: textOf(path, scenario) })),
    });
    const compared = [...ours].filter(([symbol]) => symbol in theirs);
    const known = compared.filter(([, value]) => value !== undefined);
    const different = known.filter(([symbol, value]) => theirs[symbol] !== value);
    total.scenarios++;
    total.equal += known.length - different.length;
    total.unknown += compared.length - known.length;
    total.different += different.length;
    console.log(
      `${scenario.name}: ${known.length - different.length} equal, ${compared.length - known.length} unknown, ${different.length} different`,
    );
    for (const [symbol, value] of different) {
      console.log(`  ${symbol}: ${JSON.stringify(value)}, should be ${JSON.stringify(theirs[symbol])}`);
    }
  }
  rmSync(folder, { recursive: true });
  console.log(total);
}

/** An overlay of the oracle as a file. */
function overlayFile(folder, path) {
  const text = inputText(path);
  if (text === undefined) return resolve(workspace, path);
  const file = join(folder, dirname(path), basename(path));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** The files of the oracle, before those of the workspace. */
function withInputs(disk) {
  const input = (path) => inputText(path.replace(/^\//, ''));
  return {
    ...disk,
    read: (path) => {
      const text = input(path);
      return text === undefined ? disk.read(path) : new TextEncoder().encode(text);
    },
    stat: (path) => (input(path) === undefined ? disk.stat(path) : { kind: 'file', size: 1, real: path }),
  };
}

function inputText(path) {
  if (path in written) return written[path];
  if (!path.startsWith('seed/')) return undefined;
  const name = path.endsWith('.overlay') ? path.replace('seed/', 'boards/') : path.replace('seed/', '');
  return readFileSync(join(oracle, '../../seed/files', name), 'utf8');
}

function textOf(path, { extra }) {
  if (path.startsWith('BUILD/')) return extra.join('\n');
  return inputText(path) ?? readFileSync(join(workspace, path), 'utf8');
}

/** Messages of kconfig.py that we do not have, and ours that it does not have: kind and symbol. */
function wrongMessages({ stderr, kconfig_py: outcome }, ours) {
  const text = stderr.replace(/\s+/g, ' ');
  const patterns = {
    'undefined-symbol': /to the undefined symbol (\w+)/g,
    'no-prompt': /error: (\w+) \(defined at [^)]*\) is assigned in a configuration file/g,
    'unmet-select': /warning: (\w+) \(defined at [^)]*\) has direct dependencies/g,
    'not-taken': /warning: (\w+) \(defined at [^)]*\) was assigned/g,
    'not-selected': /The choice symbol (\w+) \(defined/g,
    deprecated: /Deprecated symbol (\w+) is enabled/g,
    experimental: /Experimental symbol (\w+) is enabled/g,
  };
  const theirs = Object.entries(patterns).flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map(([, symbol]) => `${kind} ${symbol}`),
  );
  const said = ours.map(({ kind, symbol }) => `${kind} ${symbol}`);
  const isCut = stderr.length > 0 && !/\n\n$/.test(stderr) && outcome === 'accepted';
  const stops = ours.some((message) => message.stops);
  // The first assignment without a prompt ends kconfig.py at once.
  return [
    ...theirs.filter((line) => !said.includes(line)).map((line) => `kconfig.py says ${line}, we do not`),
    ...said
      .filter(
        (line) => !theirs.includes(line) && !(isCut && !line.startsWith('no-')) && !/^no-prompt/.test(theirs[0] ?? ''),
      )
      .map((line) => `we say ${line}, kconfig.py does not`),
    ...(stops === (outcome === 'ABORTED') ? [] : [`kconfig.py ${outcome}, we ${stops ? 'stop' : 'go on'}`]),
  ];
}
