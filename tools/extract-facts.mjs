// Writes the extractable facts of an SDK below src/sdk/data: node tools/extract-facts.mjs <workspace> <version>
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { diskFiles, importTypeScript } from './typescript.mjs';

const [workspace, version] = process.argv.slice(2);
if (!workspace || !version) {
  console.error('usage: node tools/extract-facts.mjs <workspace> <version>');
  process.exit(2);
}

const { extractedFacts } = await importTypeScript('src/sdk/extract/index.ts');
const files = extractedFacts(diskFiles(workspace));
for (const [name, text] of files) {
  const path = join(import.meta.dirname, '../src/sdk/data', version, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
console.log(`${files.size} files of NCS ${version}`);
