import { lint } from '../lint/lint.ts';
import type { Settings } from './options.ts';
import { finish, type Run } from './output.ts';
import { prepare } from './prepare.ts';
import type { Surroundings } from './surroundings.ts';

/** `ncslint [path...]`. Returns the exit code. */
export async function lintPaths(
  paths: readonly string[],
  settings: Settings,
  surroundings: Surroundings,
): Promise<number> {
  const prepared = await prepare(paths, settings, surroundings.folder);
  if ('problem' in prepared) {
    surroundings.err.write(`ncslint: ${prepared.problem}\n`);
    return 2;
  }
  const report = lint(prepared.workspace, prepared.options);
  if (report.applications.length > 0) surroundings.linted?.({ hasFindings: report.diagnostics.length > 0 });
  const run: Run = {
    mode: 'lint',
    pathOf: prepared.given.pathOf,
    flashMap: async () => (await import('./flash-map.ts')).flashMap(prepared),
  };
  if (settings.fix === undefined && !settings.diff) return finish(report, settings, surroundings, run);
  const { fix } = await import('./fix.ts');
  return fix(report, prepared, settings, surroundings, run);
}
