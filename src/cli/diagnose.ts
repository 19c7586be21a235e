import { resolve } from 'node:path';
import type { Report } from '../diagnostic/report.ts';
import { type DiagnoseOptions, diagnosePost } from '../lint/diagnose.ts';
import { decode, largestFile, tooLarge } from '../text/decode.ts';
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
  const source = new SourceFile(name, input.text);
  const options: DiagnoseOptions = {
    board: settings.board,
    suffix: settings.suffix,
    era: settings.era,
    version: sdk.value,
    buildArguments: settings.buildArguments,
    facts: shippedKnowledge,
  };
  const report = await withSecondWitness(() => diagnosePost(source, options));
  if (report) return finish(report, settings, surroundings, run);
  if (settings.outputs.length > 0) return finish(nothing, settings, surroundings, run);
  out.write(`Nothing to check: ${name} shows no devicetree overlay, Kconfig fragment or static partition file.\n`);
  return 0;
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
