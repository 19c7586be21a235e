import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../src/cli/run.ts';

export interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Circumstances {
  /** The working directory. */
  readonly in?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input. */
  readonly input?: string | Uint8Array;
  /** Whether a person types the input. */
  readonly inputIsTTY?: boolean;
  /** Whether a person reads the output. */
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Runs the command as a process would, only without starting one. */
export async function ncslint(args: readonly string[], circumstances: Circumstances = {}): Promise<Result> {
  const { in: folder = tmpdir(), env = {}, input = '', inputIsTTY = false, isTTY = false, columns } = circumstances;
  let out = '';
  let err = '';
  const code = await run(args, {
    folder,
    env,
    out: { write: (text) => (out += text), isTTY, columns },
    err: { write: (text) => (err += text) },
    input: async () => (typeof input === 'string' ? new TextEncoder().encode(input) : input),
    inputIsTTY,
  });
  return { code, out, err };
}

/** A new folder with these files; it is removed when all tests are done. */
export function onDisk(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ncslint-')));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** `rule file:line` of a report as JSON. */
export const rulesIn = ({ out }: Result): string[] =>
  JSON.parse(out).diagnostics.map(
    ({ rule, location }: { rule: string; location: { file: string; line: number } }) =>
      `${rule} ${location.file}:${location.line}`,
  );

/** `file: why` of what a report as JSON leaves out. */
export const skippedIn = ({ out }: Result): string[] =>
  JSON.parse(out).skipped.map(({ file, why }: { file: string; why: string }) => `${file}: ${why}`);
