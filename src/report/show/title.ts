import type { ShownConfiguration } from '../../diagnostic/show.ts';
import { wrap } from '../wrap.ts';
import type { ShowPage } from './lines.ts';

/** The configurations an answer holds for; of very many the first. */
export function titleLines(configurations: readonly ShownConfiguration[], { width, ink }: ShowPage): string[] {
  const shown = configurations.slice(0, MOST_TITLES);
  const rest = configurations.length - shown.length;
  const lines = shown.flatMap(({ id }) => wrap(id, width, '', '  '));
  return [...lines, ...(rest > 0 ? [`and ${rest} more configurations`] : [])].map(ink.bold);
}

const MOST_TITLES = 12;

/** Which knowledge the answer rests on, each once. */
export function knowledgeLines(configurations: readonly ShownConfiguration[], { width }: ShowPage): string[] {
  const lines = configurations.flatMap(({ sdk, era, assumed }) => {
    const version = sdk ? `NCS ${sdk.value}` : 'SDK version not known';
    const build = era ? (era.value === 'sysbuild' ? ', sysbuild' : ', child images') : '';
    return [`${version}${build}`, ...assumed.map(({ what, value, why }) => `assumed: ${why || `${what} ${value}`}`)];
  });
  return [...new Set(lines)].flatMap((line) => wrap(line, width, '  ', '    '));
}
