import { resolve } from 'node:path';
import { renderPretty } from '../report/pretty.ts';
import { renderVerification } from '../report/verification.ts';
import { renderVerificationJson } from '../report/verification-json.ts';
import { folderOf, normalize } from '../text/paths.ts';
import { visible } from '../text/visible.ts';
import { verification, withResults } from '../verify/verification.ts';
import { buildDirectory } from './build-dir.ts';
import { colorLevel } from './color-level.ts';
import type { Settings } from './command.ts';
import { exitCode } from './output.ts';
import { prepare } from './prepare.ts';
import { withSecondWitness } from './second-witness.ts';
import type { Surroundings } from './surroundings.ts';
import { version } from './version.ts';
import { writeOutputs } from './write-outputs.ts';

/**
 * `ncslint verify [build folder] [path...]`. Returns the exit code: as for a lint, by what is found in the results of the
 * build; that they differ from the sources does not make it fail.
 */
export async function verify(
  buildFolder: string,
  paths: readonly string[],
  commandLine: Settings,
  surroundings: Surroundings,
): Promise<number> {
  const { folder, out, err, env } = surroundings;
  const build = buildDirectory(buildFolder, folder);
  if ('problem' in build) return refuse([build.problem.replace(/^--build-dir: /, '')], surroundings);
  const isSaid = paths.length > 0;
  const sources = isSaid ? paths : [build.application ?? folderOf(normalize(resolve(folder, build.folder)))];
  let taken: ReturnType<typeof withResults> | undefined;
  const prepared = await prepare(
    sources,
    { ...commandLine, buildDir: buildFolder },
    surroundings,
    undefined,
    (options) => (taken = withResults(options)).options,
  );
  if ('problems' in prepared) return refuse(prepared.problems, surroundings);
  const { workspace, options, settings } = prepared;
  const { report, found } = await withSecondWitness(() => {
    const linted = prepared.report();
    return { report: linted, found: verification(workspace, options, taken?.results()) };
  });
  const pretty = (isPrinted: boolean): string => {
    const page = {
      colorLevel: colorLevel(settings.color, env, isPrinted && out.isTTY === true),
      width: out.columns ?? 80,
      verbose: settings.verbose,
    };
    const findings = renderPretty(report, { ...page, quiet: settings.quiet, mode: 'lint' });
    const differences = found && !settings.quiet ? renderVerification(found, page) : '';
    return [findings, differences].filter((text) => text !== '').join('\n');
  };
  const outputs = settings.outputs.length > 0 ? settings.outputs : [{ format: 'pretty' as const, file: undefined }];
  const written = await writeOutputs(outputs, surroundings, async (format, isPrinted) =>
    format === 'json'
      ? renderVerificationJson(report, found, { tool: { name: 'ncslint', version } })
      : pretty(isPrinted),
  );
  if (settings.quiet || outputs.some(({ format }) => format === 'json')) {
    for (const { path, why } of report.skipped.filter(({ fails }) => fails))
      err.write(`ncslint: ${visible(path)} ${visible(why)}\n`);
  }
  return written ? exitCode(report, settings) : 2;
}

function refuse(problems: readonly string[], { err }: Surroundings): number {
  for (const problem of problems) err.write(`ncslint: ${problem}\n`);
  return 2;
}
