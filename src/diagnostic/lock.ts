import type { SkippedFile } from './report.ts';

/** What `ncslint lock` found. */
export interface LockReport {
  readonly applications: readonly LockedApplication[];
  readonly skipped: readonly SkippedFile[];
}

export interface LockedApplication {
  /** As the user would write it. */
  readonly root: string;
  /** The lock file, absolute and as shown. */
  readonly path: string;
  readonly file: string;
  readonly exists: boolean;
  /** What it is to hold. */
  readonly text: string;
  readonly configurations: readonly LockedConfiguration[];
  /** Configurations that it holds and that are not there now. */
  readonly others: readonly string[];
  /** Lines that cannot be read; `line` counts from 1. */
  readonly problems: readonly { readonly message: string; readonly line: number }[];
}

export interface LockedConfiguration {
  readonly id: string;
  /** Not in the lock file, and with something to hold. */
  readonly isNew: boolean;
  /** How many entries are to be held. */
  readonly count: number;
  readonly changes: readonly {
    readonly key: string;
    readonly before: string;
    /** Undefined for what is gone. */
    readonly after: string | undefined;
    /** What it means for devices in the field, a sentence without a final stop. */
    readonly cost: string;
  }[];
  /** Keys of what is new. */
  readonly added: readonly string[];
  /** What cannot be held, or compared, and what is missing for it. */
  readonly unknown: readonly { readonly key: string; readonly missing: string }[];
}
