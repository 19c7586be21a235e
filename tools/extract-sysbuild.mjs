// Writes what an SDK adds to sysbuild: node tools/extract-sysbuild.mjs <workspace> <version>
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diskFiles, importTypeScript } from './typescript.mjs';

const [workspace, version] = process.argv.slice(2);
if (!workspace || !version) {
  console.error('usage: node tools/extract-sysbuild.mjs <workspace> <version>');
  process.exit(2);
}

const { sysbuildFile } = await importTypeScript('src/sdk/extract/sysbuild.ts');
const { dataFile } = await importTypeScript('src/sdk/extract/data-file.ts');
const folder = join(import.meta.dirname, '../src/sdk/data/sysbuild');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, `${version}.json`), dataFile(sysbuildFile(diskFiles(workspace))));
