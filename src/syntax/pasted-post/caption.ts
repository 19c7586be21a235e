import type { PieceKind } from '../pasted-post.ts';

/** What a line says about the file beside it. */
export interface Caption {
  /** Undefined where the line names something no build reads. */
  readonly file: string | undefined;
  readonly why: string;
  /** What it is instead: "the resolved devicetree of a build". */
  readonly ignored?: string;
}

/**
 * The name a line gives to a file of this kind, by a file name or by words; undefined where it says nothing about it.
 * `alone` for text that is nothing but a name.
 */
export function caption(text: string, kind: PieceKind, why: string, alone = false): Caption | undefined {
  if (text.length > 200) return undefined;
  const generated = GENERATED.find(([name, kinds]) => name.test(text) && kinds.includes(kind));
  if (generated) return { file: undefined, why, ignored: generated[2] };
  const [file, ...others] = fileNames(text).filter((name) => fits(name, kind));
  if (file !== undefined && others.length === 0) return { file: placed(file), why };
  if (alone || text.length > 80 || file !== undefined) return undefined;
  const words = WORDS.find(([pattern, kinds]) => pattern.test(text) && kinds.includes(kind));
  return words && { file: words[2], why };
}

/** Paths and names with an ending that means something, without what stands before the application. */
function fileNames(text: string): string[] {
  return [...text.matchAll(/[\w.@-]+(?:[\\/][\w.@-]+)*\.(?:conf|overlay|ya?ml|dtsi?|defconfig)\b/gi)].map(([name]) =>
    name.replaceAll('\\', '/').replace(/^\.\//, ''),
  );
}

function fits(name: string, kind: PieceKind): boolean {
  if (kind === 'static-yaml') return /\.ya?ml$/i.test(name);
  if (kind === 'overlay') return /\.(overlay|dtsi?)$/i.test(name);
  if (kind === 'board-devicetree') return /\.dtsi?$/i.test(name);
  return /\.(conf|defconfig)$/i.test(name);
}

/** Where a build looks for a file of this name: what an absolute path has in front of it goes. */
function placed(name: string): string {
  const inside = /(?:^|\/)((?:boards|child_image|sysbuild|configuration|snippets)\/.*)$/.exec(name)?.[1];
  if (inside !== undefined) return inside;
  const base = name.slice(name.lastIndexOf('/') + 1);
  if (/^app\.overlay$/i.test(base) || !/\.overlay$/.test(base)) return base;
  // `nrf52840dk_nrf52840.overlay` is the file of a board; `mcuboot.overlay` and `extra.overlay` are not.
  return /^[a-z0-9]+(_[a-z0-9]+)+\.overlay$/.test(base) && /\d/.test(base) ? `boards/${base}` : base;
}

type Entry = readonly [RegExp, readonly PieceKind[], string];

const DEVICETREE: readonly PieceKind[] = ['overlay', 'board-devicetree'];
const FRAGMENTS: readonly PieceKind[] = ['kconfig-fragment', 'sysbuild-fragment'];

/** What a build writes and people paste to show it. */
const GENERATED: readonly Entry[] = [
  [/\bzephyr\.dts\b/, DEVICETREE, 'the resolved devicetree of a build (zephyr.dts)'],
  [/(?<![\w.])partitions\.ya?ml\b/, ['static-yaml'], 'the layout a build computed (partitions.yml)'],
  [/^\W*Partition Configuration\W*$/i, ['static-yaml'], 'the layout Partition Manager printed'],
  [/(?<![\w.])pm\.ya?ml\b/, ['static-yaml'], 'dynamic partitions of a subsystem (pm.yml)'],
  [/(^|[\s/\\`"'*])\.config\b/, FRAGMENTS, 'the Kconfig result of a build (.config)'],
];

/** From the special to the general: the first that fits counts. */
const WORDS: readonly Entry[] = [
  [/\bsysbuild\b/i, ['sysbuild-fragment'], 'sysbuild.conf'],
  [
    /\b(mcuboot|bootloader)('s)?\b.*\b(conf(ig(uration)?)?|kconfig|fragment)\b|\bchild.image\b/i,
    ['kconfig-fragment'],
    'mcuboot.conf',
  ],
  [/\b(mcuboot|bootloader)('s)?\b.*\b(overlay|device ?tree|dts)\b|\bchild.image\b/i, ['overlay'], 'mcuboot.overlay'],
  [
    /\bpm[ _-]static\b|\bstatic\b.*\b(partition|file|yml|yaml)|\bpartition(s|ing)?\b/i,
    ['static-yaml'],
    'pm_static.yml',
  ],
  [/\boverlay\b|\bdevice ?tree\b|\bdts\b/i, ['overlay'], 'app.overlay'],
  [/\bproject conf|\bprj\b|\bk?config(uration)?\b/i, ['kconfig-fragment'], 'prj.conf'],
];
