import type { KconfigDefinition } from '../../syntax/kconfig-language/definition.ts';
import type { Condition, SdkLine } from '../sdk-facts.ts';

/** What an SDK version says about sysbuild. */
export interface SysbuildFacts {
  /** The definitions of sysbuild's Kconfig, in the order they are read, without those of boards. */
  readonly definitions: readonly KconfigDefinition[];
  /** The `Kconfig.sysbuild` of boards, by board (`thingy91x`); read before all others. Null: it has one that nobody read. */
  readonly boards: Readonly<Record<string, readonly KconfigDefinition[] | null>>;
  /** What sysbuild writes into the images' configurations, behind all of their fragments. */
  readonly forced: readonly ForcedOption[];
  /** The overlays that it adds to images; without the SDK those that matter. */
  readonly overlays?: readonly AddedOverlay[];
}

/** An overlay of the SDK that sysbuild adds to an image. */
export interface AddedOverlay extends Pick<ForcedOption, 'image' | 'if'> {
  /** Relative to the workspace. */
  readonly path: string;
}

/** One assignment that sysbuild makes in an image. Of several for the same symbol the last one whose condition holds counts. */
export interface ForcedOption {
  /** `app`, `mcuboot`, `b0` ...; `*` for every image. */
  readonly image: string;
  /** Without `CONFIG_`. */
  readonly symbol: string;
  /** As in a fragment; `$NAME` for the value of `SB_CONFIG_NAME`, `$A+$B` for a sum, "?" for what CMake computes. */
  readonly value: string;
  /** Over sysbuild's symbols, without prefix; always without one. */
  readonly if?: Condition;
  readonly at: SdkLine;
}
