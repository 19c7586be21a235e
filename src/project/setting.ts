import type { Assumption } from '../diagnostic/report.ts';
import type { Configuration, Earlier, Era } from '../model/application.ts';
import type { Fact } from '../model/fact.ts';
import type { ApplicationFiles } from '../model/files.ts';
import type { SdkFacts } from '../model/sdk-facts.ts';
import type { Checkout } from '../sdk/checkout.ts';
import type { BuildArguments } from './build-arguments.ts';
import type { BuildFolder } from './built/build-folders.ts';
import type { BuildResults } from './built/results.ts';
import type { Workspace } from './workspace.ts';

/** What is known about the build before a file of the application is read. */
export interface Setting {
  readonly workspace: Workspace;
  readonly root: string;
  readonly era: Fact<Era>;
  /** See `ChosenEra.isUnusual`. */
  readonly isUnusualEra: boolean;
  readonly sdk: Fact<SdkFacts>;
  /** What was assumed about the build: the version, the board. */
  readonly assumptions: readonly Assumption[];
  readonly given: BuildArguments;
  /** The SDK version as the project says it; undefined where nothing does. */
  readonly version?: string | undefined;
  /** The SDK, where it is there. */
  readonly checkout?: Checkout | undefined;
  /** Reads the results of a build, which stand in place of what is computed; undefined where nobody asks for them. */
  readonly resultsOf?: ((workspace: Workspace, root: string, build: BuildFolder) => BuildResults) | undefined;
  /** False for loose files: what is not there may exist all the same. */
  readonly complete: boolean;
  readonly around: Around;
}

/** What one configuration sees of the others of its application; asked for when all of them are composed. */
export interface Around {
  files(): ApplicationFiles;
  variants(): readonly Configuration[];
  /** The configuration of that id as it was before; undefined where nobody asks. */
  earlier(id: string): Earlier | undefined;
}
