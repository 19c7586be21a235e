import type { Part } from '../model/application.ts';
import type { BuildFolder } from './built/build-folders.ts';

/** A build that a file of the project describes: a scenario of Twister, a preset of CMake, a folder that was built in. */
export interface NamedTarget {
  /** As written; undefined where it is built for any board. */
  readonly board: string | undefined;
  /** As after `west build --`. */
  readonly arguments: readonly string[];
  readonly sysbuild: boolean | undefined;
  readonly name: string;
  /** As a clause: "from sample.yaml". */
  readonly why: string;
  /** The part whose folder tells of it: the applications that use it are elsewhere. */
  readonly part?: Part;
  /** Where it was built; undefined for what is only described. */
  readonly built?: BuildFolder;
}
