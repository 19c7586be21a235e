import { Chalk, type ChalkInstance } from 'chalk';
import type { Severity } from '../diagnostic/diagnostic.ts';

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

function colored(level: ColorLevel): Ink {
  const chalk = new Chalk({ level });
  // One argument each, so that a paint can be given to `map`.
  const paint =
    (style: ChalkInstance): Paint =>
    (text) =>
      style(text);
  return {
    bold: paint(chalk.bold),
    dim: paint(chalk.dim),
    severity: { error: paint(chalk.red.bold), warning: paint(chalk.yellow.bold), info: paint(chalk.blue.bold) },
    frame: paint(chalk.blue),
    added: paint(chalk.green),
    removed: paint(chalk.red),
  };
}
