import type { Ink } from './ink.ts';

/** What every part of the pretty report needs to be drawn. */
export interface Page {
  /** Columns; 40 or more. */
  readonly width: number;
  readonly ink: Ink;
  readonly verbose: boolean;
  /** What was given: folders and files, or a pasted post. */
  readonly mode: 'lint' | 'diagnose';
}
