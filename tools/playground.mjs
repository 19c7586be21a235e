// @ts-check
// npm run playground: a page that diagnoses a pasted post in the browser, for any server of files. Written into playground/
// (or the folder that is named): the page, its worker, and the facts, of which a browser fetches what it needs.
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundlePlayground } from './bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = resolve(process.argv[2] ?? join(root, 'playground'));

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await bundlePlayground(folder);
for (const name of ['index.html', 'page.css']) await copyFile(join(root, 'src/playground', name), join(folder, name));
await writeFile(join(folder, 'sample.txt'), await sample());
console.log(folder);

/** The case that started the project, as its author might post it. */
async function sample() {
  const files = ['pm_static.yml', 'boards/nrf52840dk_nrf52840.overlay', 'prj.conf'];
  const shown = files.map(async (file) => {
    const text = await readFile(join(root, 'examples/originating-case', file), 'utf8');
    return `${file}:\n\n${text}`;
  });
  const question =
    'nRF Connect SDK 2.4.0, nRF52840 DK. The upload works, but after a reset the new image is still pending.';
  return [`${question}\n`, ...(await Promise.all(shown))].join('\n');
}
