import { resolve } from 'node:path';
import type { Report } from '../diagnostic/report.ts';
import { type LintOptions, lint } from '../lint/lint.ts';
import { postedBuild, postedEra } from '../project/posted-build.ts';
import { Workspace } from '../project/workspace.ts';
import { pastedPost } from '../syntax/pasted-post.ts';
import { decode, largestFile, tooLarge } from '../text/decode.ts';
import { memoryFiles } from '../text/memory-files.ts';
import { SourceFile } from '../text/source.ts';
import { visible } from '../text/visible.ts';
import type { Settings } from './command.ts';
import { shippedKnowledge } from './knowledge.ts';
import { nodeFiles } from './node-files.ts';
import { finish, type Run } from './output.ts';
import { sdkVersionOf } from './sdk-option.ts';
import { withSecondWitness } from './second-witness.ts';
import type { Surroundings } from './surroundings.ts';

/** `ncslint diagnose [file|-]`: lints the files shown in a forum post. Returns the exit code. */
export async function diagnose(file: string, settings: Settings, surroundings: Surroundings): Promise<number> {
  const { out, err, folder } = surroundings;
  const name = file === '-' ? 'standard input' : visible(file);
  const sdk = sdkVersionOf(settings.sdk, folder);
  const input = file === '-' ? await fromStandardInput(surroundings) : fromFile(resolve(folder, file));
  const problem = sdk.problem ?? ('why' in input ? `${name} ${input.why}` : undefined);
  if (problem !== undefined || 'why' in input) {
    err.write(`ncslint: ${problem}\n`);
    return 2;
  }
  const post = pastedPost(new SourceFile(name, input.text));
  const version = sdk.value ?? post.versions[0]?.value;
  const era = settings.era ?? postedEra(post, version);
  const facts = (shippedKnowledge(version, era) ?? shippedKnowledge(undefined, era))?.facts;
  const build = postedBuild(post, facts, era);
  if (build.recognised.length === 0) {
    if (settings.outputs.length > 0) return finish(nothing, settings, surroundings, run);
    out.write(`Nothing to check: ${name} shows no devicetree overlay, Kconfig fragment or static partition file.\n`);
    return 0;
  }
  const root = '/post';
  const files = Object.fromEntries(Object.entries(build.files).map(([path, text]) => [`${root}/${path}`, text]));
  const shown = (path: string): string => (path === root ? 'the post' : path.slice(root.length + 1));
  const options: LintOptions = {
    paths: [root],
    board: settings.board ?? build.board?.value,
    boardWhy: settings.board === undefined ? build.board?.why : undefined,
    buildType: settings.suffix,
    era: settings.era,
    version: sdk.value ?? build.version?.value,
    versionWhy: sdk.value === undefined ? build.version?.why : undefined,
    buildArguments: [...build.arguments, ...settings.buildArguments],
    facts: shippedKnowledge,
    complete: false,
    recognised: build.recognised,
  };
  const workspace = new Workspace(memoryFiles(files), [root], shown);
  const report = await withSecondWitness(() => lint(workspace, options));
  return finish({ ...report, notes: [...build.notes, ...(report.notes ?? [])] }, settings, surroundings, run);
}

const run: Run = { mode: 'diagnose', pathOf: () => undefined };

const nothing: Report = { applications: [], diagnostics: [], skipped: [], failures: [] };

type Input = { readonly text: string } | { readonly why: string };

function fromFile(path: string): Input {
  const stat = nodeFiles.stat(path);
  if (!stat) return { why: 'does not exist' };
  if (stat.kind === 'folder') return { why: 'is a folder; to lint it, leave out "diagnose"' };
  if (stat.kind === 'other') return { why: 'is no regular file; let ncslint diagnose read it as its standard input' };
  if (stat.size > largestFile) return { why: tooLarge };
  const bytes = nodeFiles.read(path);
  return bytes ? decode(bytes) : { why: 'cannot be read' };
}

async function fromStandardInput({ input, err, inputIsTTY }: Surroundings): Promise<Input> {
  if (inputIsTTY) err.write('Paste the post, then press Enter and Ctrl-D (on Windows Ctrl-Z and Enter).\n');
  const bytes = await input(largestFile).catch(() => undefined);
  if (!bytes) return { why: 'cannot be read' };
  return bytes.length > largestFile ? { why: tooLarge } : decode(bytes);
}
