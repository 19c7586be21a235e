import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Checkout } from '../sdk/checkout.ts';
import type { NamesFile } from '../sdk/data-files.ts';
import { visible } from '../text/visible.ts';
import { nodeFiles } from './node-files.ts';
import { sdkVersionOf } from './sdk-option.ts';
import type { Surroundings } from './surroundings.ts';
import { writeFile } from './write-file.ts';

/**
 * `ncslint facts --from <SDK> [--to <folder>]`: extracts the facts that are shipped from an SDK, as files of a folder, and says
 * which of them are new or changed. Returns the exit code.
 */
export async function facts(from: string, to: string, { folder, out, err }: Surroundings): Promise<number> {
  const sdk = sdkVersionOf(from, folder);
  const checkout = sdk.workspace === undefined ? undefined : Checkout.open(nodeFiles, sdk.workspace);
  if (!checkout) {
    err.write(`ncslint: ${sdk.problem ?? `${visible(from)} is no folder of an nRF Connect SDK`}\n`);
    return 2;
  }
  const { extractedFiles } = await import('./facts-extraction.ts');
  const target = resolve(folder, to);
  const before = (name: string): string | undefined => {
    try {
      return readFileSync(join(target, name), 'utf8');
    } catch {
      return undefined;
    }
  };
  const names = before('2.4.0/symbol-names.json');
  const files = extraction(() =>
    extractedFiles(checkout, names === undefined ? undefined : (JSON.parse(names) as NamesFile)),
  );
  if (typeof files === 'string') {
    err.write(`ncslint: ${visible(files)}\n`);
    return 2;
  }
  const count = { new: 0, changed: 0 };
  try {
    for (const [name, text] of files) {
      const old = before(name);
      if (old === text) continue;
      writeFile(join(target, name), text);
      count[old === undefined ? 'new' : 'changed']++;
      out.write(`${old === undefined ? 'new    ' : 'changed'} ${visible(join(to, name).replaceAll('\\', '/'))}\n`);
    }
  } catch (error) {
    err.write(`ncslint: cannot write ${visible(to)} (${(error as NodeJS.ErrnoException).code})\n`);
    return 2;
  }
  out.write(`${files.size} files of NCS ${checkout.version}, ${count.new} new, ${count.changed} changed\n`);
  return 0;
}

/** What it gives, or what the SDK lacks: one that is not whole is no fault of ncslint. */
function extraction<T>(extract: () => T): T | string {
  try {
    return extract();
  } catch (error) {
    const { message } = error as Error;
    if (message.startsWith('the SDK has')) return message;
    throw error;
  }
}
