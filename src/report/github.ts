import type { Diagnostic, Severity } from '../diagnostic/diagnostic.ts';
import type { Report } from '../diagnostic/report.ts';
import { visible } from '../text/visible.ts';
import type { FormatContext } from './format.ts';
import { regionOf } from './region.ts';
import { worstFirst } from './worst-first.ts';

/** GitHub shows ten annotations of a kind for each step and drops the others without a word. */
const most = 10;

/** Commands for a workflow of GitHub, which it shows as annotations: the ten worst findings, and how many there are more. */
export function renderGithub({ diagnostics }: Report, context: FormatContext): string {
  const shown = worstFirst(diagnostics).slice(0, most);
  const lines = shown.map((diagnostic) => annotation(diagnostic, context));
  const rest = diagnostics.length - shown.length;
  if (rest > 0)
    lines.push(`::notice title=ncslint::${rest} more ${rest === 1 ? 'finding' : 'findings'}: see the log of this step`);
  return lines.map((line) => `${line}\n`).join('');
}

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

function annotation({ severity, rule, message, help, url, at }: Diagnostic, { fromRepository }: FormatContext): string {
  const { line, column, endLine, endColumn } = regionOf(at.span);
  const properties = {
    file: fromRepository(at.span.file.path),
    line,
    endLine,
    // Columns are refused where the lines differ.
    ...(line === endLine ? { col: column, endColumn } : {}),
    title: rule,
  };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  const text = [message, ...(help === undefined ? [] : [`help: ${help}`]), url].map(data).join('%0A');
  return `::${commands[severity]} ${written.join(',')}::${text}`;
}

const data = (text: string): string => visible(text).replaceAll('%', '%25');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
