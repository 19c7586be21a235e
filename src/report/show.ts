import type { ShownAnswer, ShowReport } from '../diagnostic/show.ts';
import { visible } from '../text/visible.ts';
import { type ColorLevel, ink } from './ink.ts';
import { buildLines } from './show/build.ts';
import type { ShowPage } from './show/lines.ts';
import { nodeLines } from './show/node.ts';
import { partitionLines } from './show/partitions.ts';
import { symbolLines } from './show/symbol.ts';
import { knowledgeLines, titleLines } from './show/title.ts';
import { wrap } from './wrap.ts';

export interface ShowOptions {
  readonly colorLevel: ColorLevel;
  /** Columns of the terminal; fewer than 40 count as 40. */
  readonly width: number;
}

/** The answers of `ncslint show` for a terminal; paths are never broken, and no control character gets through. */
export function renderShow({ applications, skipped }: ShowReport, options: ShowOptions): string {
  const page: ShowPage = { width: Math.max(40, options.width), ink: ink(options.colorLevel) };
  const parts = applications.flatMap(({ root, unusedFiles, answers }) => [
    ...(applications.length > 1 ? [[page.ink.bold(`${visible(root)}:`)]] : []),
    ...answers.map((one) => answerLines(one, page)),
    ...(unusedFiles.length > 0 && answers.some(({ answer }) => answer.kind === 'build')
      ? [wrap(`Read by no configuration: ${unusedFiles.join(', ')}`, page.width, '', '  ')]
      : []),
  ]);
  if (applications.length === 0)
    parts.push(wrap('Nothing to show: no application of the nRF Connect SDK was found.', page.width));
  if (skipped.length > 0)
    parts.push(skipped.flatMap(({ path, why }) => wrap(`Skipped: ${path}: ${why}`, page.width, '', '  ')));
  return parts.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function answerLines({ configurations, answer }: ShownAnswer, page: ShowPage): string[] {
  const title = titleLines(configurations, page);
  switch (answer.kind) {
    case 'build':
      return configurations.flatMap((one, index) => [
        ...(index > 0 ? [''] : []),
        ...wrap(one.id, page.width, '', '  ').map(page.ink.bold),
        ...buildLines(answer, one, page),
      ]);
    case 'symbol':
      return [...title, ...knowledgeLines(configurations, page), '', ...symbolLines(answer, page)];
    case 'node':
      return [...title, ...knowledgeLines(configurations, page), '', ...nodeLines(answer, page)];
    case 'partitions':
      return [...title, ...knowledgeLines(configurations, page), ...partitionLines(answer, page)];
  }
}
