import type { Severity } from '../diagnostic/diagnostic.ts';
import { colored } from './colored-ink.ts';

/** 0 none, 1 the 16 basic colours, 2 256 colours, 3 all. */
export type ColorLevel = 0 | 1 | 2 | 3;

/** The colours of the report, named after what they stand for. At level 0 each returns its text unchanged. */
export interface Ink {
  readonly bold: Paint;
  readonly dim: Paint;
  /** `error`, `^^^`. */
  readonly severity: Readonly<Record<Severity, Paint>>;
  /** `---`, `-->`, `|`. */
  readonly frame: Paint;
  readonly added: Paint;
  readonly removed: Paint;
}

export type Paint = (text: string) => string;

export const ink = (level: ColorLevel): Ink => (level === 0 ? plain : colored(level));

const asIs: Paint = (text) => text;

const plain: Ink = {
  bold: asIs,
  dim: asIs,
  severity: { error: asIs, warning: asIs, info: asIs },
  frame: asIs,
  added: asIs,
  removed: asIs,
};
