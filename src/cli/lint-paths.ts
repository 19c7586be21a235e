import { resolve } from 'node:path';
import type { Report } from '../diagnostic/report.ts';
import { isGrammarLoaded } from '../syntax/devicetree/parse.ts';
import { normalize } from '../text/paths.ts';
import { visible } from '../text/visible.ts';
import type { Settings } from './command.ts';
import { narrowing } from './narrow.ts';
import { finish, type Run } from './output.ts';
import { nearestExisting } from './paths.ts';
import { type Prepared, prepare } from './prepare.ts';
import type { Progress } from './progress.ts';
import { withSecondWitness } from './second-witness.ts';
import type { Surroundings } from './surroundings.ts';
import { optimizeAsUsual } from './v8-flags.ts';

/** `ncslint [path...]`. Returns the exit code. */
export async function lintPaths(
  paths: readonly string[],
  commandLine: Settings,
  surroundings: Surroundings,
): Promise<number> {
  const texts = await unsavedTexts(commandLine, surroundings);
  const wanted = [...texts.keys()].map(nearestExisting);
  const prepared = await prepare(wanted.length > 0 ? wanted : paths, commandLine, surroundings, texts);
  if ('problems' in prepared) return refuse(prepared.problems, surroundings);
  const { given, settings } = prepared;
  const progress = surroundings.err.isTTY ? await progressFor(settings, surroundings) : undefined;
  const all = await withSecondWitness(() => prepared.report(undefined, progress?.step));
  progress?.end();
  optimizeAsUsual();
  // V8 refuses code that was kept under other flags: see withSecondWitness.
  if (all.applications.length > 0 && !isGrammarLoaded())
    surroundings.linted?.({
      hasFindings: all.diagnostics.length > 0,
      configurations: all.applications.reduce((sum, { configurations }) => sum + configurations.length, 0),
    });
  if (settings.updateBaseline) return updateBaseline(all, prepared, surroundings);
  const narrow = await narrowing(prepared, texts, surroundings);
  if ('problem' in narrow) return refuse([visible(narrow.problem)], surroundings);
  const report = narrow(all);
  const run: Run = {
    mode: 'lint',
    pathOf: given.pathOf,
    flashMap: async () => (await import('./flash-map.ts')).flashMap(prepared),
  };
  if (settings.fix === undefined && !settings.diff) return finish(report, settings, surroundings, run);
  const { fix } = await import('./fix.ts');
  return fix(report, (files) => narrow(prepared.report(files)), given, settings, surroundings, run);
}

/** Loaded only for a person. */
async function progressFor(settings: Settings, surroundings: Surroundings): Promise<Progress | undefined> {
  const { progressOn } = await import('./progress.ts');
  return progressOn(surroundings, settings);
}

/** Standard input as the text of the file it is said to be, by absolute path. */
async function unsavedTexts(
  { stdinFilename }: Settings,
  { folder, input }: Surroundings,
): Promise<ReadonlyMap<string, string>> {
  if (stdinFilename === undefined) return new Map();
  const { decode, largestFile } = await import('../text/decode.ts');
  const decoded = decode(await input(largestFile));
  // What is no text is left to the one who reads the file.
  const text = 'text' in decoded ? decoded.text : '\0';
  return new Map([[normalize(resolve(folder, stdinFilename)), text]]);
}

/** `--update-baseline`: writes what is found, and reports nothing. */
async function updateBaseline(
  report: Report,
  { given, settings }: Prepared,
  surroundings: Surroundings,
): Promise<number> {
  const { folder, err } = surroundings;
  const { newBaseline } = await import('./judge.ts');
  const { writeFile } = await import('./write-file.ts');
  const name = settings.baseline ?? 'ncslint-baseline.json';
  const path = normalize(resolve(folder, name));
  const text = newBaseline(report, path, (shown) => given.pathOf(shown) ?? normalize(resolve(folder, shown)));
  try {
    writeFile(path, text);
  } catch (error) {
    return refuse([`cannot write ${visible(name)} (${(error as NodeJS.ErrnoException).code})`], surroundings);
  }
  const count = report.diagnostics.length;
  err.write(`ncslint: ${visible(name)} knows ${count} ${count === 1 ? 'finding' : 'findings'}\n`);
  return report.failures.length > 0 ? 3 : 0;
}

function refuse(problems: readonly string[], { err }: Surroundings): number {
  for (const problem of problems) err.write(`ncslint: ${problem}\n`);
  return 2;
}
