import type { PieceKind, PostPiece } from '../pasted-post.ts';
import type { Block, Recognised } from './blocks.ts';
import { type Caption, caption } from './caption.ts';
import { indentedAgain } from './indentation.ts';
import { isBlank, type PostLine } from './post-line.ts';

/** The pieces with the names their captions give them, or the names such files usually have. */
export function named(
  lines: readonly PostLine[],
  { blocks, ignored }: Recognised,
  version: string | undefined,
): { pieces: PostPiece[]; notes: string[] } {
  const captions = captionsOf(lines, blocks, ignored);
  const sysbuild = blocks.some(({ kind }) => kind === 'sysbuild-fragment') || isSysbuildVersion(version);
  const taken = new Set<string>();
  const pieces: PostPiece[] = [];
  const notes: string[] = [];
  for (const [index, block] of blocks.entries()) {
    const found = captions[index];
    const { text: pasted, indent } = pieceText(lines, block);
    const again = block.kind === 'static-yaml' ? indentedAgain(pasted) : undefined;
    const text = again ?? pasted;
    const [fromLine, toLine] = [lines[block.from]!.number, lines[block.to]!.number];
    if (found?.file === undefined && found?.ignored !== undefined) {
      notes.push(`lines ${fromLine}-${toLine} are ${found.ignored}, which no build reads`);
      continue;
    }
    const name =
      found?.file === undefined ? usualName(block.kind, text, sysbuild, taken) : inFolder(found.file, sysbuild);
    const file = unique(name, taken);
    if (file !== name) notes.push(`lines ${fromLine}-${toLine} are a second ${name}, read as ${file}`);
    taken.add(file);
    if (again !== undefined)
      notes.push(
        `lines ${fromLine}-${toLine} are not indented, as forums show them: keys are read below the names before them`,
      );
    const by = found ? `; ${found.why}` : '';
    pieces.push({
      file,
      kind: block.kind,
      text,
      fromLine,
      toLine,
      indent,
      why: `looks like ${LOOKS[block.kind]}${by}`,
    });
  }
  return { pieces, notes };
}

const LOOKS: Readonly<Record<PieceKind, string>> = {
  'static-yaml': 'a static file of Partition Manager',
  overlay: 'a devicetree overlay',
  'board-devicetree': 'the devicetree of a board',
  'kconfig-fragment': 'a Kconfig fragment',
  'sysbuild-fragment': 'a Kconfig fragment of sysbuild',
};

/** The caption of each block: inside, in its fence, in front of it or behind it. */
function captionsOf(
  lines: readonly PostLine[],
  blocks: readonly Block[],
  ignored: ReadonlySet<number>,
): (Caption | undefined)[] {
  const gaps = Array.from({ length: blocks.length + 1 }, (_, index) => gap(lines, blocks, ignored, index));
  const before = blocks.map((block, index) => captionAt(lines, gaps[index]!.at(-1), block.kind));
  const after = blocks.map((block, index) => captionAt(lines, gaps[index + 1]![0], block.kind));
  // Whoever starts without a caption and ends with one writes them below the files.
  const below = before[0] === undefined && after.at(-1) !== undefined;
  for (let index = 0; index + 1 < blocks.length; index++) {
    const shared = gaps[index + 1]!;
    if (shared.length !== 1 || !after[index] || !before[index + 1]) continue;
    const { start: text } = lines[shared[0]!]!;
    const leads = /:\W*$|\b(below|following|here is|this is)\b/i.test(text) || (!below && !/\babove\b/i.test(text));
    if (leads) after[index] = undefined;
    else before[index + 1] = undefined;
  }
  return blocks.map((block, index) => {
    const own = inFence(lines, block) ?? inside(lines, block);
    if (own) return own;
    // The first line of a longer text behind a file is about it only where captions stand below.
    const behind = below || gaps[index + 1]!.length === 1 ? after[index] : undefined;
    return below ? (behind ?? before[index]) : (before[index] ?? behind);
  });
}

/** Indices of the lines of text between two blocks. */
function gap(
  lines: readonly PostLine[],
  blocks: readonly Block[],
  ignored: ReadonlySet<number>,
  index: number,
): number[] {
  const from = index === 0 ? 0 : blocks[index - 1]!.outerTo + 1;
  const to = index === blocks.length ? lines.length : blocks[index]!.outerFrom;
  const found: number[] = [];
  for (let at = from; at < to; at++) if (!ignored.has(at) && !isBlank(lines[at]!)) found.push(at);
  return found;
}

function captionAt(lines: readonly PostLine[], at: number | undefined, kind: PieceKind): Caption | undefined {
  const line = at === undefined ? undefined : lines[at];
  return line && caption(line.start, kind, `caption on line ${line.number}`);
}

function inFence(lines: readonly PostLine[], { info, outerFrom, kind }: Block): Caption | undefined {
  return info === undefined ? undefined : caption(info, kind, `named on line ${lines[outerFrom]!.number}`, true);
}

/** A comment at the top that is nothing but a file name. */
function inside(lines: readonly PostLine[], { from, kind }: Block): Caption | undefined {
  const comment = /^[ \t]*(?:#+|\/\/|\/\*)[ \t]*(.*?)[ \t]*(?:\*\/)?[ \t]*$/.exec(lines[from]!.start)?.[1];
  if (comment === undefined || !/^[\w./\\-]+\.\w+:?$/.test(comment)) return undefined;
  return caption(comment, kind, `named on line ${lines[from]!.number}`, true);
}

function usualName(kind: PieceKind, text: string, sysbuild: boolean, taken: ReadonlySet<string>): string {
  if (kind === 'static-yaml') return 'pm_static.yml';
  if (kind === 'sysbuild-fragment') return 'sysbuild.conf';
  if (kind === 'overlay') return 'app.overlay';
  if (kind === 'board-devicetree') return 'board.dts';
  const symbols = [...text.matchAll(/^[ \t]*CONFIG_(\w+)/gm)].map(([, symbol]) => symbol!);
  // Symbols only the bootloader has: bootloader/mcuboot/boot/zephyr/Kconfig (2.4.0).
  const bootloader = symbols.filter((symbol) =>
    /^(BOOT_(?!BANNER|DELAY)|MCUBOOT_(SERIAL|LOG|CLEANUP|INDICATION)|SINGLE_APPLICATION_SLOT)/.test(symbol),
  );
  if (bootloader.length > 0 && taken.has('prj.conf')) return inFolder('mcuboot.conf', sysbuild);
  return 'prj.conf';
}

/** A bare `mcuboot.conf` lies where the build looks for it. */
function inFolder(file: string, sysbuild: boolean): string {
  if (/^(mcuboot|b0|b0n|hci_rpmsg|hci_ipc|multiprotocol_rpmsg|ipc_radio)\.(conf|overlay)$/.test(file)) {
    return `${sysbuild ? 'sysbuild' : 'child_image'}/${file}`;
  }
  return file;
}

/** Sysbuild builds by default from NCS 2.7 on. */
function isSysbuildVersion(version: string | undefined): boolean {
  const [major, minor] = (version ?? '0.0').split('.').map(Number);
  return major! > 2 || (major === 2 && (minor ?? 0) >= 7);
}

function unique(name: string, taken: ReadonlySet<string>): string {
  let file = name;
  for (let number = 2; taken.has(file); number++) file = name.replace(/(\.\w+)$/, `-${number}$1`);
  return file;
}

/** The lines of a block without what all of them have in front. */
function pieceText(lines: readonly PostLine[], { from, to, kind }: Block): { text: string; indent: number } {
  const own = lines.slice(from, to + 1);
  const widths = own.filter((line) => !isBlank(line)).map(({ text }) => /^[ \t]*/.exec(text)![0]);
  // Blanks mean nothing to devicetree, so its columns stay as they are.
  const common = kind === 'overlay' || kind === 'board-devicetree' ? '' : widths.reduce(commonStart, widths[0] ?? '');
  const text = own.map((line) => `${line.text.slice(isBlank(line) ? 0 : common.length)}\n`).join('');
  return { text, indent: (own[0]?.quoted ?? 0) + common.length };
}

function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}
