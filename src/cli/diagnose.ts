import { existsSync, readFileSync, statSync } from 'node:fs';
import { lint } from '../lint/lint.ts';
import { postedBuild } from '../project/posted-build.ts';
import { Workspace } from '../project/workspace.ts';
import { pastedPost } from '../syntax/pasted-post.ts';
import { decode, largestFile } from '../text/decode.ts';
import { memoryFiles } from '../text/memory-files.ts';
import { SourceFile } from '../text/source.ts';
import { visible } from '../text/visible.ts';
import { loadParsers, shippedKnowledge } from './knowledge.ts';
import type { Settings } from './options.ts';
import { finish } from './output.ts';

/** `ncslint diagnose [file|-]`: lints the files shown in a forum post. Returns the exit code. */
export async function diagnose(file: string, settings: Settings): Promise<number> {
  const name = file === '-' ? 'standard input' : visible(file);
  const input = readInput(file);
  if ('why' in input) {
    process.stderr.write(`ncslint: ${name} ${input.why}\n`);
    return 2;
  }
  const post = pastedPost(new SourceFile(name, input.text));
  const era = settings.era ?? 'child-image';
  const build = postedBuild(
    post,
    shippedKnowledge(settings.sdk ?? post.versions[0]?.value, era)?.facts ?? shippedKnowledge(undefined, era)?.facts,
  );
  if (build.recognised.length === 0) {
    process.stdout.write(
      `Nothing to check: ${name} shows no devicetree overlay, Kconfig fragment or static partition file.\n`,
    );
    return 0;
  }
  await loadParsers();
  const root = '/post';
  const files = Object.fromEntries(Object.entries(build.files).map(([path, text]) => [`${root}/${path}`, text]));
  const workspace = new Workspace(memoryFiles(files), [root], (path) =>
    path === root ? 'the post' : path.slice(root.length + 1),
  );
  const report = lint(workspace, {
    paths: [root],
    board: settings.board ?? build.board?.value,
    boardWhy: settings.board === undefined ? build.board?.why : undefined,
    buildType: settings.suffix,
    era: settings.era,
    version: settings.sdk ?? build.version?.value,
    versionWhy: settings.sdk === undefined ? build.version?.why : undefined,
    buildArguments: [...build.arguments, ...settings.buildArguments],
    facts: shippedKnowledge,
    complete: false,
    recognised: build.recognised,
  });
  return finish(report, settings, 'diagnose');
}

function readInput(file: string): { readonly text: string } | { readonly why: string } {
  if (file !== '-') {
    if (!existsSync(file)) return { why: 'does not exist' };
    const stat = statSync(file);
    if (!stat.isFile()) return { why: 'is no file; to lint a folder, leave out "diagnose"' };
    if (stat.size > largestFile) return { why: `is larger than ${largestFile / 0x100000} MiB` };
  }
  const bytes = readFileSync(file === '-' ? 0 : file);
  if (bytes.length > largestFile) return { why: `is larger than ${largestFile / 0x100000} MiB` };
  return decode(bytes);
}
