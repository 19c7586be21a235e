import type { SkippedFile } from './report.ts';

/** What `ncslint migrate` makes of static files. Plain data. */
export interface MigrationReport {
  readonly migrations: readonly ShownMigration[];
  readonly skipped: readonly SkippedFile[];
}

export interface ShownMigration {
  /** Of the application, as the user would write it. */
  readonly application: string;
  /** Configurations that read the same file and come to the same result. */
  readonly configurations: readonly string[];
  /** The static file. */
  readonly from: string;
  /** Why it cannot be moved, as sentences without a final stop; empty where it can. */
  readonly refused: readonly string[];
  /** What to write, the map first. */
  readonly files: readonly MigratedFile[];
  /** Names of what lies where it lay, by image. */
  readonly proofs: readonly { readonly image: string; readonly same: readonly string[] }[];
  /** What else is to do or to know, as sentences without a final stop. */
  readonly notes: readonly string[];
}

export interface MigratedFile {
  /** Absolute, and as shown. */
  readonly path: string;
  readonly shown: string;
  readonly text: string;
  /** `add`: the file is there, or is not for this configuration alone: a person adds the text. */
  readonly kind: 'new' | 'add';
}
