// Writes what an SDK from 2.7 on says of sysbuild and, where it is there, of MCUboot:
// node tools/extract-sysbuild.mjs <workspace> <version>
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { diskFiles, importTypeScript } from './typescript.mjs';

const [workspace, version] = process.argv.slice(2);
if (!workspace || !version) {
  console.error('usage: node tools/extract-sysbuild.mjs <workspace> <version>');
  process.exit(2);
}

const { sysbuildFile } = await importTypeScript('src/sdk/extract/sysbuild.ts');
const { mcubootSymbols } = await importTypeScript('src/sdk/extract/mcuboot-symbols.ts');
const { mcubootOptions } = await importTypeScript('src/sdk/extract/mcuboot-options.ts');
const { mcuboot } = await importTypeScript('src/sdk/extract/images.ts');
const { dataFile } = await importTypeScript('src/sdk/extract/data-file.ts');
const sdk = diskFiles(workspace);

write(`sysbuild/${version}.json`, sysbuildFile(sdk));
if (existsSync(join(workspace, 'bootloader/mcuboot'))) {
  write(`${version}/mcuboot.json`, mcuboot(sdk, []));
  write(`${version}/symbols.json`, mcubootSymbols(sdk));
  write(`${version}/mcuboot-options.json`, mcubootOptions(sdk));
}

function write(name, value) {
  const path = join(import.meta.dirname, '../src/sdk/data', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, dataFile(value));
}
