import { renderLocks } from '../report/lock.ts';
import { locks } from '../show/locks.ts';
import { visible } from '../text/visible.ts';
import { colorLevel } from './color-level.ts';
import type { Settings } from './command.ts';
import { prepare } from './prepare.ts';
import { withSecondWitness } from './second-witness.ts';
import type { Surroundings } from './surroundings.ts';
import { writeFile } from './write-file.ts';

/**
 * `ncslint lock [path...]`. Writes an `ncslint.lock` where an application has none; where it has one only with `update`.
 * Returns the exit code: 1 when something is otherwise than it was released and `update` does not say that it may be; 2
 * where a file cannot be read or written.
 */
export async function lock(
  paths: readonly string[],
  update: boolean,
  settings: Settings,
  { folder, out, err, env }: Surroundings,
): Promise<number> {
  const prepared = await prepare(paths, settings, { folder, env });
  if ('problems' in prepared) {
    for (const problem of prepared.problems) err.write(`ncslint: ${problem}\n`);
    return 2;
  }
  const report = await withSecondWitness(() => locks(prepared.workspace, prepared.options));
  const unread = report.skipped.filter(({ fails }) => fails);
  const written: string[] = [];
  let isUnwritten = false;
  for (const { path, file, exists, text, configurations } of unread.length > 0 ? [] : report.applications) {
    if (exists ? !update : configurations.every(({ count }) => count === 0)) continue;
    try {
      writeFile(path, text);
      written.push(file);
    } catch (error) {
      isUnwritten = true;
      err.write(`ncslint: cannot write ${visible(file)} (${(error as NodeJS.ErrnoException).code})\n`);
    }
  }
  out.write(
    renderLocks(report, {
      colorLevel: colorLevel(settings.color, env, out.isTTY === true),
      width: out.columns ?? 80,
      written,
    }),
  );
  for (const { path, why } of unread) err.write(`ncslint: ${visible(path)} ${visible(why)}\n`);
  if (isUnwritten || unread.length > 0) return 2;
  const isChanged = report.applications.some(({ configurations }) =>
    configurations.some((one) => one.changes.length > 0),
  );
  return isChanged && !update ? 1 : 0;
}
