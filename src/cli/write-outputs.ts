import { resolve } from 'node:path';
import { visible } from '../text/visible.ts';
import type { OutputTarget } from './command.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Writes each output where it is to go; pretty to standard output where none was asked for. False when a file could not be
 * written, which was said then.
 */
export async function writeOutputs(
  outputs: readonly OutputTarget[],
  { folder, out, err }: Surroundings,
  render: (format: OutputTarget['format'], isPrinted: boolean) => Promise<string>,
): Promise<boolean> {
  const wanted: readonly OutputTarget[] = outputs.length > 0 ? outputs : [{ format: 'pretty', file: undefined }];
  let isWritten = true;
  for (const { format, file } of wanted) {
    const text = await render(format, file === undefined);
    if (file === undefined) {
      out.write(text);
      continue;
    }
    const { writeFile } = await import('./write-file.ts');
    try {
      writeFile(resolve(folder, file), text);
    } catch (error) {
      isWritten = false;
      err.write(`ncslint: cannot write ${visible(file)} (${(error as NodeJS.ErrnoException).code})\n`);
    }
  }
  return isWritten;
}
