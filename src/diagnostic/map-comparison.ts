import type { SkippedFile } from './report.ts';

/** What `ncslint map --compare` found. Plain data; numbers are bytes. */
export interface ComparisonReport {
  /** What was compared with what, as noun phrases: "v1.2.0", "the working tree". */
  readonly before: string;
  readonly after: string;
  readonly comparisons: readonly ShownComparison[];
  /** Sentences without a final stop: configurations that only one side has. */
  readonly notes: readonly string[];
  readonly skipped: readonly SkippedFile[];
}

export interface ShownComparison {
  /** As the user would write it; of the application as it is now. */
  readonly application: string;
  /** Configurations with the same changes stand together. */
  readonly configurations: readonly string[];
  readonly changes: readonly ShownChange[];
  readonly same: readonly string[];
  /** What was there, and of which it is not known whether it still is. */
  readonly unknown: readonly string[];
  /** What is missing to know them. */
  readonly missing: readonly string[];
}

export interface ShownChange {
  readonly name: string;
  readonly role: 'slot' | 'bootloader' | 'pad' | 'scratch' | 'data' | 'other';
  readonly before: ShownMapPlace | undefined;
  readonly after: ShownMapPlace | undefined;
  /** Whether devices in the field rely on what was before. */
  readonly strands: boolean;
  /** What it means for them, a sentence without a final stop. */
  readonly cost: string;
}

export interface ShownMapPlace {
  /** `flash_primary` */
  readonly memory: string;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}
