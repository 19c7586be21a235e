import type { Report } from '../diagnostic/report.ts';
import { type Fixed, makeFixes } from '../fix/make-fixes.ts';
import { unifiedDiff } from '../fix/unified-diff.ts';
import { withoutCommands } from '../report/commands.ts';
import { visible } from '../text/visible.ts';
import type { Settings } from './command.ts';
import { finish, type Run } from './output.ts';
import { type GivenPaths, shownFrom } from './paths.ts';
import { ProjectFiles } from './project-files.ts';
import { loadGrammar } from './second-witness.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * `--fix` and `--diff`: makes the fixes of a report, or prints them as a patch. `lint` says what is found with other texts,
 * by absolute path. Returns the exit code of what is left.
 */
export async function fix(
  report: Report,
  lint: (texts: ReadonlyMap<string, string>) => Report,
  given: GivenPaths,
  settings: Settings,
  surroundings: Surroundings,
  run: Run,
): Promise<number> {
  const files = new ProjectFiles(given.pathOf, given.readable);
  await loadGrammar();
  const fixed = makeFixes(report, settings.fix ?? 'safe', {
    lint: (texts) => lint(files.byPath(texts)),
    read: (path) => files.read(path)?.text,
    mayWrite: (path) => files.mayWrite(path),
  });
  if (fixed.made.length === 0) sayWhy(report, settings, surroundings);
  if (settings.diff) {
    surroundings.out.write(patch(fixed, files, surroundings));
    return finish(report, settings, surroundings, run);
  }
  const problem = write(fixed, files, surroundings);
  const code = await finish(fixed.report, settings, surroundings, run);
  return problem ? Math.max(2, code) : code;
}

/** Somebody who asked for a patch and sees none wonders; whoever has nothing to repair is left alone. */
function sayWhy({ diagnostics }: Report, { fix, diff }: Settings, { err }: Surroundings): void {
  const count = diagnostics.filter(({ fixes = [] }) => fixes.some(({ edits }) => edits.length > 0)).length;
  if (count > 0 && fix !== 'all')
    err.write(
      `ncslint: no fix is safe to make without a look; --fix=all makes those of ${count} ${count === 1 ? 'finding' : 'findings'}, --fix=all --diff shows them\n`,
    );
  else if (diff) err.write('ncslint: there is nothing that a fix could change\n');
}

function patch({ texts }: Fixed, files: ProjectFiles, { folder, out, env }: Surroundings): string {
  const changes = [...texts].map(([shown, after]) => {
    const path = shownFrom(folder, files.pathOf(shown)!);
    return unifiedDiff({ path, before: files.read(shown)?.text, after });
  });
  const text = changes.join('');
  if (out.isTTY) return withoutCommands(text.replace(/\r$/gm, '').split('\n').map(lineForPeople).join('\n'));
  // In the log of a build server it is read, elsewhere applied.
  return env.GITHUB_ACTIONS || env.TF_BUILD ? withoutCommands(text) : text;
}

const lineForPeople = (line: string): string => visible(line.replaceAll('\t', ' '.repeat(8)));

/** Writes what has changed, and says so. Returns whether something could not be written. */
function write({ texts, made }: Fixed, files: ProjectFiles, { err }: Surroundings): boolean {
  const written: string[] = [];
  const problems: string[] = [];
  for (const [path, text] of texts) {
    const isNew = files.read(path) === undefined;
    const problem = files.write(path, text);
    if (problem === undefined) written.push(`${visible(path)}${isNew ? ' (new)' : ''}`);
    else problems.push(`ncslint: ${visible(path)} ${problem}\n`);
  }
  if (made.length > 0)
    err.write(
      `ncslint: ${made.length} ${made.length === 1 ? 'finding' : 'findings'} repaired in ${written.join(', ') || 'no file'}\n`,
    );
  for (const problem of problems) err.write(problem);
  return problems.length > 0;
}
