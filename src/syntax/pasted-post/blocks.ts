import { devicetreeRun } from './devicetree-run.ts';
import { fences } from './fences.ts';
import { isBlank, type PostLine } from './post-line.ts';
import { type FileRun, fragmentRun, type Run, staticYamlRun } from './runs.ts';

/** Lines of a post that are one file. */
export interface Block extends FileRun {
  /** What stands behind the opening fence, "yaml" or "prj.conf". */
  readonly info: string | undefined;
  /** The lines of the fence itself; the same as the run where there is none. */
  readonly outerFrom: number;
  readonly outerTo: number;
}

export interface Recognised {
  readonly blocks: readonly Block[];
  /** Indices of lines inside of fences that hold no file: logs, code, commands. */
  readonly ignored: ReadonlySet<number>;
}

/** The files of a post by their content, fenced or not, in order. */
export function recognisedBlocks(lines: readonly PostLine[]): Recognised {
  const blocks: Block[] = [];
  const ignored = new Set<number>();
  let at = 0;
  const bare = (to: number): void => {
    for (const run of runs(lines, at, to, false)) {
      blocks.push({ ...run, info: undefined, outerFrom: run.from, outerTo: run.to });
    }
  };
  for (const fence of fences(lines)) {
    bare(fence.open);
    const inside = runs(lines, fence.open + 1, fence.close, true);
    const whole = inside.length > 0 && inside.every(({ kind }) => kind === inside[0]!.kind);
    const kept = whole ? [trimmed(lines, { ...inside[0]!, from: fence.open + 1, to: fence.close - 1 })] : inside;
    for (const run of kept) blocks.push({ ...run, info: fence.info, outerFrom: fence.open, outerTo: fence.close });
    if (inside.length === 0) for (let line = fence.open; line <= fence.close; line++) ignored.add(line);
    at = fence.close + 1;
  }
  bare(lines.length);
  return { blocks, ignored };
}

/** Runs in `[from, to)`. */
function runs(lines: readonly PostLine[], from: number, to: number, fenced: boolean): FileRun[] {
  const found: FileRun[] = [];
  for (let at = from; at < to; ) {
    const after = found.at(-1)?.to ?? from - 1;
    const run =
      devicetreeRun(lines, at, to, after, fenced) ?? staticYamlRun(lines, at, to) ?? fragmentRun(lines, at, to, after);
    if (run && isFile(run)) found.push(run);
    at = run ? Math.max(run.to, at) + 1 : at + 1;
  }
  return found;
}

const isFile = (run: Run): run is FileRun => run.kind !== 'nothing';

function trimmed(lines: readonly PostLine[], run: FileRun): FileRun {
  let { from, to } = run;
  while (from < to && isBlank(lines[from]!)) from++;
  while (to > from && isBlank(lines[to]!)) to--;
  return { ...run, from, to };
}
