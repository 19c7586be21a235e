import type { Choice, RecognisedPiece } from '../diagnostic/report.ts';
import type { Era } from '../model/application.ts';
import type { SdkFacts } from '../model/sdk-facts.ts';
import type { PastedPost } from '../syntax/pasted-post.ts';
import { postedBoard } from './posted-board.ts';
import { versionNumber } from './sdk-version.ts';

/** The build that a pasted post describes, as far as it can be told. */
export interface PostedBuild {
  /** Text by path in the application. */
  readonly files: Readonly<Record<string, string>>;
  readonly board: Choice | undefined;
  readonly version: Choice | undefined;
  /** Fragments and overlays that no build finds by itself were posted because they were given to it. */
  readonly arguments: readonly string[];
  readonly recognised: readonly RecognisedPiece[];
  readonly notes: readonly string[];
}

/** `facts`: of the SDK the boards are looked up in; `era`: what the post was taken to be built with (see `postedEra`). */
export function postedBuild(post: PastedPost, facts: SdkFacts | undefined, era: Era): PostedBuild {
  const { pieces, versions, notes } = post;
  const spoken = spokenFor(post, era);
  const [version] = versions;
  const extra = pieces.filter(({ file }) => !FOUND_BY_NAME.test(file)).map(({ file }) => file);
  const list = (variable: string, ending: string): string[] => {
    const files = extra.filter((file) => file.endsWith(ending));
    return files.length > 0 ? [`-D${variable}=${files.join(';')}`] : [];
  };
  return {
    files: Object.fromEntries(pieces.map(({ file, text }) => [file, text])),
    board: facts && postedBoard(post, facts),
    version: version && { value: version.value, why: version.why },
    arguments: [
      ...list('EXTRA_CONF_FILE', '.conf'),
      ...list('EXTRA_DTC_OVERLAY_FILE', '.overlay'),
      ...spoken.arguments,
    ],
    recognised: pieces.map(({ file, fromLine, toLine, why }) => ({ file, fromLine, toLine, why })),
    notes: [...notes, ...spoken.notes],
  };
}

/**
 * What the pieces speak for where the file that decides it was not posted: the bootloader, whose files were, and Partition
 * Manager, whose static file was.
 */
function spokenFor({ pieces }: PastedPost, era: Era): { arguments: readonly string[]; notes: readonly string[] } {
  const [file, prefix] = era === 'sysbuild' ? ['sysbuild', 'SB_CONFIG_'] : ['prj', 'CONFIG_'];
  if (pieces.some((piece) => new RegExp(`^${file}(_\\w+)?\\.conf$`).test(piece.file)))
    return { arguments: [], notes: [] };
  const layout = pieces.find(({ kind }) => kind === 'static-yaml');
  const bootloader =
    pieces.find(({ file }) => /^(child_image|sysbuild)\/mcuboot\b/.test(file)) ??
    (layout && /^mcuboot(_primary)?:/m.test(layout.text) ? layout : undefined);
  const assumed = [
    ...(bootloader ? [{ what: 'MCUboot', option: 'BOOTLOADER_MCUBOOT', by: bootloader }] : []),
    ...(layout && era === 'sysbuild' ? [{ what: 'Partition Manager', option: 'PARTITION_MANAGER', by: layout }] : []),
  ];
  return {
    arguments: assumed.map(({ option }) => `-D${prefix}${option}=y`),
    notes: assumed.map(
      ({ what, by }) => `${what} is taken to be in use, as ${by.file} speaks of it: ${file}.conf was not posted`,
    ),
  };
}

const FOUND_BY_NAME =
  /^(prj(_\w+)?\.conf|app\.overlay|(boards|child_image|sysbuild|socs|configuration)\/.*|sysbuild(_\w+)?\.conf|pm_static.*)$/;

/**
 * In whose facts the board of a post is looked up; what is built is decided later, with the files (see `eraOf`). `version`:
 * as people write it, of an SDK.
 */
export function postedEra({ pieces, boardHints }: PastedPost, version: string | undefined): Era {
  const number = versionNumber(version ?? '');
  if (number !== undefined && number < 2.07) return 'child-image';
  if (number !== undefined && number >= 3) return 'sysbuild';
  const has = (folder: RegExp): boolean => pieces.some(({ file }) => folder.test(file));
  if (has(/^child_image\//)) return 'child-image';
  const isNew = version !== undefined || has(/^sysbuild(\/|.*\.conf$)/);
  return isNew || boardHints.some(({ text }) => /^nrf54|\//i.test(text)) ? 'sysbuild' : 'child-image';
}
