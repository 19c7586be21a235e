import type { Fact } from '../../model/fact.ts';
import type { AsBuilt } from '../built/as-built.ts';
import type { BuildResults } from '../built/results.ts';
import type { CmakeHints } from '../cmake-hints.ts';
import type { Setting } from '../setting.ts';
import type { SysbuildBuild } from '../sysbuild-build.ts';
import type { Target } from '../target.ts';

/** What the images of one configuration are evaluated with. */
export interface ImageContext extends Setting {
  readonly target: Target;
  readonly hints: CmakeHints;
  readonly board: Fact<string>;
  /** Undefined in the era of child images. */
  readonly sysbuild: SysbuildBuild | undefined;
  /** Undefined where it was not built, or where other arguments are given than it was built with. */
  readonly built: AsBuilt | undefined;
  /** What the build made; undefined where nobody asks for it. */
  readonly results: BuildResults | undefined;
}
