import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assets } from '../src/cli/assets.ts';
import { shippedKnowledge } from '../src/cli/knowledge.ts';
import type { Report } from '../src/diagnostic/report.ts';
import { type LintOptions, lint } from '../src/lint/lint.ts';
import { Workspace } from '../src/project/workspace.ts';
import { renderPretty } from '../src/report/pretty.ts';
import { memoryFiles } from '../src/text/memory-files.ts';
import { devicetreeParser } from './devicetree-parser.ts';

await devicetreeParser;

export { assets, shippedKnowledge };

/** Files of one application by their path in it. */
export type Files = Readonly<Record<string, string>>;

/** Lints an application given as files in memory; reports show its paths as they are written here. */
export function lintFiles(files: Files, options: Partial<LintOptions> = {}): Report {
  const inMemory = memoryFiles(Object.fromEntries(Object.entries(files).map(([path, text]) => [`/app/${path}`, text])));
  const workspace = new Workspace(inMemory, ['/app'], (path) => (path === '/app' ? '.' : path.replace(/^\/app\//, '')));
  return lint(workspace, { paths: ['/app'], facts: shippedKnowledge, ...options });
}

/** The files of a folder on the disk, by their path in it. */
export function folder(root: string): Files {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    paths.map((path) => [path.slice(root.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
  );
}

/** `error external-flash/mcuboot-driver pm_static.yml:3`: what was found and where, in the order of the report. */
export const findings = ({ diagnostics }: Report): string[] =>
  diagnostics.map(
    ({ severity, rule, at: { span } }) =>
      `${severity} ${rule} ${span.file.path}:${span.file.position(span.start).line}`,
  );

/** The report as a terminal of 80 columns without colour shows it. */
export const pretty = (report: Report, mode: 'lint' | 'diagnose' = 'lint'): string =>
  renderPretty(report, { colorLevel: 0, width: 80, verbose: false, quiet: false, mode });
