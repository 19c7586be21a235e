import type { Diagnostic } from './diagnostic.ts';

/** What one run found, looked at, assumed and left out. Everything a renderer needs, and nothing else. */
export interface Report {
  readonly applications: readonly ApplicationReport[];
  /** Sorted: root cause first. */
  readonly diagnostics: readonly Diagnostic[];
  /** Files that were not read, or only in part, and why ("is larger than 2 MiB"). */
  readonly skipped: readonly SkippedFile[];
  /** Rules that threw: bugs of ours. Not empty means exit code 3. */
  readonly failures: readonly RuleFailure[];
  /** Findings that were found and are not reported. */
  readonly suppressed?: readonly Suppressed[];
  /** What else is to be said of the run, a sentence each without a final stop: "Configured by ncslint.yaml". */
  readonly notes?: readonly string[];
}

export interface Suppressed {
  readonly diagnostic: Diagnostic;
  /** By a comment in the file, or by a baseline. */
  readonly by: 'comment' | 'baseline';
  /** Empty where none is given. */
  readonly reason: string;
}

export interface ApplicationReport {
  /** As the user would write it. */
  readonly root: string;
  readonly configurations: readonly ConfigurationReport[];
  readonly notChecked: readonly NotChecked[];
  /** Files of the application that no configuration reads by itself ("overlay-serial.conf"). */
  readonly unusedFiles: readonly string[];
  /** For a pasted post: what each piece was taken as. Empty for folders. */
  readonly recognised: readonly RecognisedPiece[];
}

export interface ConfigurationReport {
  /** Unique within the application: "nrf52840dk_nrf52840", "nrf52840dk_nrf52840 release", "default". */
  readonly id: string;
  readonly board: Choice | undefined;
  /** Build type or file suffix. */
  readonly suffix: string | undefined;
  readonly era: Choice<'child-image' | 'sysbuild'> | undefined;
  /** `source`: where the knowledge came from, "shipped facts" or the folder of an SDK. */
  readonly sdk: (Choice & { readonly source: string }) | undefined;
  readonly arguments: readonly string[];
  readonly images: readonly ImageReport[];
  readonly assumed: readonly Assumption[];
}

/** A value and the reason for it, as a clause: "from the name of boards/nrf52840dk_nrf52840.overlay". */
export interface Choice<T extends string = string> {
  readonly value: T;
  readonly why: string;
}

export interface ImageReport {
  readonly name: string;
  readonly kind: string;
  readonly board: string | undefined;
  /** In the order they are read. */
  readonly files: readonly string[];
}

export interface Assumption {
  readonly what: string;
  readonly value: string;
  readonly why: string;
}

export interface NotChecked {
  readonly rule: string;
  /** What would make it known, as noun phrases: "the board (pass --board)". */
  readonly missing: readonly string[];
}

export interface SkippedFile {
  readonly path: string;
  /** As the rest of a sentence about the file: "is larger than 2 MiB". */
  readonly why: string;
  /** True for a file that a build reads and that is broken or absent: the run ends with 2, as it could not check it. */
  readonly fails?: boolean;
}

export interface RuleFailure {
  readonly rule: string;
  readonly configuration: string;
  readonly error: string;
}

export interface RecognisedPiece {
  /** "pm_static.yml" */
  readonly file: string;
  /** 1-based lines of the post. */
  readonly fromLine: number;
  readonly toLine: number;
  readonly why: string;
}
