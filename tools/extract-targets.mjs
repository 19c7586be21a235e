// Writes the devicetrees of hardware model v2 below src/sdk/data: node tools/extract-targets.mjs <folder>
// The folder holds `<version>/<board>/zephyr/...`, as tools/lay-out-devicetree.mjs lays a build out.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { diskFiles, importTypeScript } from './typescript.mjs';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node tools/extract-targets.mjs <folder>');
  process.exit(2);
}

const { extractedTargets } = await importTypeScript('src/sdk/extract/targets.ts');
const below = (path) => readdirSync(join(folder, path)).sort();
const targets = below('.').flatMap((version) =>
  below(version).map((board) => ({ version, files: diskFiles(join(folder, version, board)) })),
);
const files = extractedTargets(targets);
const data = join(import.meta.dirname, '../src/sdk/data');
rmSync(join(data, 'targets'), { recursive: true, force: true });
for (const [name, text] of files) {
  mkdirSync(dirname(join(data, name)), { recursive: true });
  writeFileSync(join(data, name), text);
}
console.log(`${files.size} files of ${targets.length} builds`);
