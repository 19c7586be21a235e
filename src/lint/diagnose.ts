import type { Report } from '../diagnostic/report.ts';
import type { Era } from '../model/application.ts';
import { postedBuild, postedEra } from '../project/posted-build.ts';
import { Workspace } from '../project/workspace.ts';
import type { FactsChoice } from '../sdk/shipped.ts';
import { pastedPost } from '../syntax/pasted-post.ts';
import { memoryFiles } from '../text/memory-files.ts';
import type { SourceFile } from '../text/source.ts';
import { lint } from './lint.ts';

/** What is known about the build besides the post; it comes before what the post says. */
export interface DiagnoseOptions {
  readonly board?: string | undefined;
  readonly suffix?: string | undefined;
  readonly era?: Era | undefined;
  /** Any version string, as given: "2.4", "v2.9.0-rc1", "main". */
  readonly version?: string | undefined;
  /** Arguments of `west build` after `--`. */
  readonly buildArguments?: readonly string[];
  readonly facts: FactsChoice;
}

/** Lints the files that a forum post shows; undefined where it shows none. Their paths count from the application. */
export function diagnosePost(source: SourceFile, options: DiagnoseOptions): Report | undefined {
  const { board, suffix, era, facts } = options;
  const post = pastedPost(source);
  const version = options.version ?? post.versions[0]?.value;
  const assumedEra = era ?? postedEra(post, version);
  const build = postedBuild(post, (facts(version, assumedEra) ?? facts(undefined, assumedEra))?.facts, assumedEra);
  if (build.recognised.length === 0) return undefined;
  const files = Object.fromEntries(Object.entries(build.files).map(([path, text]) => [`${ROOT}/${path}`, text]));
  const report = lint(new Workspace(memoryFiles(files), [ROOT], shown), {
    paths: [ROOT],
    board: board ?? build.board?.value,
    boardWhy: board === undefined ? build.board?.why : undefined,
    buildType: suffix,
    era,
    version: options.version ?? build.version?.value,
    versionWhy: options.version === undefined ? build.version?.why : undefined,
    buildArguments: [...build.arguments, ...(options.buildArguments ?? [])],
    facts,
    complete: false,
    recognised: build.recognised,
  });
  return { ...report, notes: [...build.notes, ...(report.notes ?? [])] };
}

const ROOT = '/post';

const shown = (path: string): string => (path === ROOT ? 'the post' : path.slice(ROOT.length + 1));
