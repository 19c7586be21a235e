import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Workspace } from '../project/workspace.ts';
import { renderMigrations } from '../report/migration.ts';
import { migrations } from '../show/migration.ts';
import { overlaidFiles } from '../text/overlaid-files.ts';
import { visible } from '../text/visible.ts';
import { colorLevel } from './color-level.ts';
import type { Settings } from './command.ts';
import { nodeFiles } from './node-files.ts';
import { prepare } from './prepare.ts';
import { withSecondWitness } from './second-witness.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * `ncslint migrate [path...]`. Prints, and with `write` writes files that are not there yet. Returns the exit code: 1 when a
 * static file cannot be moved, 2 where a file cannot be read or written.
 */
export async function migrate(
  paths: readonly string[],
  write: boolean,
  settings: Settings,
  { folder, out, err, env }: Surroundings,
): Promise<number> {
  const prepared = await prepare(paths, settings, { folder, env });
  if ('problems' in prepared) {
    for (const problem of prepared.problems) err.write(`ncslint: ${problem}\n`);
    return 2;
  }
  const { workspace, options, given } = prepared;
  const report = await withSecondWitness(() =>
    migrations(
      workspace,
      options,
      (texts) => new Workspace(overlaidFiles(nodeFiles, texts), [...given.readable, ...given.boards], given.shown),
    ),
  );
  const unread = report.skipped.filter(({ fails }) => fails);
  const written = new Set<string>();
  let isUnwritten = false;
  for (const { path, shown, text, kind } of write && unread.length === 0
    ? report.migrations.flatMap(({ files }) => files)
    : []) {
    if (kind !== 'new' || written.has(shown)) continue;
    try {
      mkdirSync(dirname(path), { recursive: true });
      // `wx`: never over a file, and never through a link that somebody put there.
      writeFileSync(path, text, { flag: 'wx' });
      written.add(shown);
    } catch (error) {
      isUnwritten = true;
      err.write(`ncslint: cannot write ${visible(shown)} (${(error as NodeJS.ErrnoException).code})\n`);
    }
  }
  out.write(
    renderMigrations(report, {
      colorLevel: colorLevel(settings.color, env, out.isTTY === true),
      width: out.columns ?? 80,
      written: [...written],
    }),
  );
  for (const { path, why } of unread) err.write(`ncslint: ${visible(path)} ${visible(why)}\n`);
  if (isUnwritten || unread.length > 0) return 2;
  return report.migrations.some(({ refused }) => refused.length > 0) ? 1 : 0;
}
