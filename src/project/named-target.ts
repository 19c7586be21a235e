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
  /** True where a board's own folder tells of it: the applications that are built for the board are elsewhere. */
  readonly isOfBoard?: true;
  /** Where it was built; undefined for what is only described. */
  readonly built?: BuildFolder;
}
