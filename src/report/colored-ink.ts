import { Chalk, type ChalkInstance } from 'chalk';
import type { ColorLevel, Ink, Paint } from './ink.ts';

/** The colours of a terminal that has some. */
export function colored(level: ColorLevel): Ink {
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
