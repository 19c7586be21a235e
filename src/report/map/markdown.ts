import type { MapReport } from '../../diagnostic/flash-map.ts';
import { visible } from '../../text/visible.ts';
import { ink } from '../ink.ts';
import { mapLines } from './pretty.ts';
import { boxes } from './strokes.ts';

/** The maps as Markdown: the pictures of the terminal, each below its configurations. */
export function renderMapMarkdown({ applications, skipped }: MapReport): string {
  const page = { width: 100, ink: ink(0), strokes: boxes };
  const parts = applications.flatMap(({ root, maps }) =>
    maps.flatMap((map) => [`### Flash map of ${code(root)}`, fenced(mapLines(map, page))]),
  );
  const notes = skipped.map(({ path, why }) => `Skipped: ${code(path)} ${visible(why)}`);
  const none = applications.length === 0 ? ['Nothing to draw: no application of the nRF Connect SDK was found.'] : [];
  return `${[...parts, ...none, ...notes].join('\n\n')}\n`;
}

const code = (text: string): string => `\`${visible(text).replaceAll('`', "'")}\``;

/** Longer than any fence in the text. */
function fenced(lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length)));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...lines, fence].join('\n');
}
