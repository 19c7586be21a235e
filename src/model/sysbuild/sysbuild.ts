import type { Span } from '../../text/source.ts';
import type { Fragment, Place } from '../application.ts';
import type { Fact } from '../fact.ts';
import type { ForcedAssignment } from './forced.ts';
import type { SysbuildView } from './view.ts';

/** Sysbuild's own part of a build: which images there are, and what is forced upon them. */
export interface Sysbuild {
  /** The `SB_CONFIG_` symbols. */
  readonly kconfig: SysbuildView;
  /** `sysbuild.conf` and the user's other fragments of sysbuild, in the order they are merged. */
  readonly fragments: readonly Fragment[];
  /** Where a user sets `SB_CONFIG_` symbols: the file may not exist yet. */
  readonly place: Place;
  /** The application's `Kconfig.sysbuild`, which replaces the SDK's as the root. */
  readonly root: SysbuildRoot | undefined;
  /** False where nothing but the name of a board, or a version that builds either way, speaks for sysbuild. */
  readonly evident: boolean;
  /** What sysbuild writes into the image's configuration, behind all of its fragments. */
  forced(image: string): readonly ForcedAssignment[];
  /** What to set in sysbuild for the image to get this value of `CONFIG_<symbol>`, with prefix. */
  askingFor(
    image: string,
    symbol: string,
    wanted: string,
  ): { readonly symbol: string; readonly value: string } | undefined;
  /**
   * Whether some other file of the application sets the symbol (to this value), so that another build of it does; a default
   * in Kconfig.sysbuild counts as any value.
   */
  isSetElsewhere(symbol: string, value?: string): boolean;
  /** Whether the application's own CMake files add images; for which core is not looked at. */
  readonly addsImages: boolean;
  /** The statements that add them, as far as they can be read. */
  readonly addedImages: readonly AddedImage[];
  /** Where scripts of the project name files as the build of child images called them. */
  readonly formerOutputs: readonly FormerOutput[];
}

export interface AddedImage {
  readonly name: string;
  readonly span: Span;
  /** Whether it is for the application's own board, and so for its core; undefined where a variable hides that. */
  readonly isOnOwnCore: boolean | undefined;
  /** Whether it is only built; undefined where a variable hides that. */
  readonly isBuildOnly: boolean | undefined;
}

export interface FormerOutput {
  /** `zephyr/app_update.bin` */
  readonly name: string;
  readonly span: Span;
  /** What sysbuild calls it; undefined where it makes no such file. */
  readonly now: string | undefined;
}

export interface SysbuildRoot {
  /** The first line of the file. */
  readonly start: Span;
  /** The line that sources the SDK's Kconfig of sysbuild; unknown while a file it sources cannot be read. */
  readonly sourcesSdk: Fact<Span | undefined>;
  /** Defaults behind that line that change nothing, because one of the SDK's comes first. */
  readonly ineffective: readonly { readonly name: string; readonly span: Span }[];
}
