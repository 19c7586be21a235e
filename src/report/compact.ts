import type { Report } from '../diagnostic/report.ts';
import { visible } from '../text/visible.ts';
import { withoutCommands } from './commands.ts';
import { regionOf } from './region.ts';

/** A finding a line, as compilers write them: `prj.conf:3:1: error: message [group/rule]`. Editors know how to read it. */
export function renderCompact({ diagnostics }: Report): string {
  const lines = diagnostics.map(({ at: { span }, severity, message, rule }) => {
    const { line, column } = regionOf(span);
    return `${visible(span.file.path)}:${line}:${column}: ${severity}: ${visible(message)} [${visible(rule)}]\n`;
  });
  return withoutCommands(lines.join(''));
}
