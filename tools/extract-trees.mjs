// Writes the devicetrees and macros of an SDK below src/sdk/data: node tools/extract-trees.mjs <workspace> <version>
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { diskFiles, importTypeScript } from './typescript.mjs';

const [workspace, version] = process.argv.slice(2);
if (!workspace || !version) {
  console.error('usage: node tools/extract-trees.mjs <workspace> <version>');
  process.exit(2);
}

const { extractedTrees } = await importTypeScript('src/sdk/extract/tree-files.ts');
const files = extractedTrees(diskFiles(workspace), version);
const folder = join(import.meta.dirname, '../src/sdk/data', version);
rmSync(join(folder, 'trees'), { recursive: true, force: true });
for (const [name, text] of files) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}
console.log(`${files.size} files of NCS ${version}`);
