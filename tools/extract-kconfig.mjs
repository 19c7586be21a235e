// Writes what nrf and bootloader/mcuboot of an SDK define in Kconfig: src/sdk/data/<version>/kconfig.json.
//   node tools/extract-kconfig.mjs <workspace> <version> <workspace of 2.4.0>
// The last one has `zephyr`, which says what belongs to Zephyr. Given for both, its symbols.json gets the ranges of numbers.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { diskFiles, importTypeScript } from './typescript.mjs';

const [workspace, version, older] = process.argv.slice(2);
if (!workspace || !version || !older) {
  console.error('usage: node tools/extract-kconfig.mjs <workspace> <version> <workspace of 2.4.0>');
  process.exit(2);
}

const { kconfigDefinitions, withRanges } = await importTypeScript('src/sdk/extract/kconfig-definitions.ts');
const { dataFile } = await importTypeScript('src/sdk/extract/data-file.ts');
const data = join(import.meta.dirname, '../src/sdk/data');
const names = JSON.parse(readFileSync(join(data, '2.4.0/compatibles.json'), 'utf8')).names.flatMap((line) =>
  line.split(' '),
);
if (workspace === older) {
  const symbols = join(data, version, 'symbols.json');
  const facts = JSON.parse(readFileSync(symbols, 'utf8'));
  writeFileSync(symbols, dataFile(withRanges(diskFiles(workspace), facts, names)));
  process.exit();
}
const found = kconfigDefinitions(diskFiles(workspace), diskFiles(older), names);
const path = join(data, version, 'kconfig.json');
mkdirSync(dirname(path), { recursive: true });
writeFileSync(path, dataFile(found));
console.log(
  Object.entries(found.images)
    .map(([image, symbols]) => `${image}: ${Object.keys(symbols).length}`)
    .join(', '),
);
