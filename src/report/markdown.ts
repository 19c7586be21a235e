import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { ApplicationReport, Report } from '../diagnostic/report.ts';
import { visible } from '../text/visible.ts';
import type { FormatContext } from './format.ts';
import { regionOf } from './region.ts';
import { totals } from './summary.ts';
import { worstFirst } from './worst-first.ts';

/** A job summary of GitHub may have 1 MiB; a table of more rows than this is read by nobody. */
const mostRows = 500;

/** The report as a page of Markdown, such as the summary of a job: a table of the findings, what was checked, the flash map. */
export function renderMarkdown(report: Report, context: FormatContext): string {
  const { applications, diagnostics, failures, skipped } = report;
  const shown = worstFirst(diagnostics).slice(0, mostRows);
  const rest = diagnostics.length - shown.length;
  const sections = [
    '## ncslint',
    applications.length === 0
      ? 'Nothing to check: no application of the nRF Connect SDK was found.'
      : `**${plain(totals(report))}**`,
    ...(shown.length > 0 ? [table(shown, context)] : []),
    ...(rest > 0 ? [`${rest} more findings are not shown.`] : []),
    ...failures.map(({ rule }) => `ncslint failed in the rule ${code(rule)}. This is a bug of ncslint.`),
    ...(skipped.length > 0
      ? [
          list(
            skipped.map(({ path, why }) => `${code(path)} ${plain(why)}`),
            'Skipped',
          ),
        ]
      : []),
    ...(report.notes ?? []).map((note) => `${plain(note)}.`),
    ...applications.map((application) => checked(application)),
    ...(context.flashMap ? [details('Flash map', fenced(context.flashMap))] : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

function table(diagnostics: readonly Diagnostic[], { fromRepository }: FormatContext): string {
  const rows = diagnostics.map(({ severity, at, message, help, rule, url }) => {
    const place = code(`${fromRepository(at.span.file.path)}:${regionOf(at.span).line}`);
    const what = [plain(message), ...(help === undefined ? [] : [`help: ${plain(help)}`]), `[${plain(rule)}](${url})`];
    return `| ${severity} | ${place} | ${what.join('<br>')} |`;
  });
  return ['| | where | what |', '|---|---|---|', ...rows].join('\n');
}

function checked({ root, configurations, notChecked }: ApplicationReport): string {
  const lines = configurations.slice(0, 50).map(({ id, sdk, images, assumed }) => {
    const version = sdk ? `NCS ${sdk.value}` : 'SDK version not known';
    const names = images.map(({ name }) => name).join(', ') || 'no images';
    const assumptions = assumed.map(({ what, value }) => `, assumed ${what} ${value}`).join('');
    return `${code(id)}: ${plain(`${version}, ${names}${assumptions}`)}`;
  });
  const missing = [...new Set(notChecked.flatMap((rule) => rule.missing))].slice(0, 20);
  const open =
    missing.length > 0
      ? [
          `Not decided by ${notChecked.length === 1 ? '1 rule' : `${notChecked.length} rules`}, for want of ${plain(missing.join(', '))}`,
        ]
      : [];
  return details(`Checked ${root === '.' ? '' : plain(root)}`.trim(), list([...lines, ...open]));
}

const list = (items: readonly string[], title?: string): string =>
  [...(title === undefined ? [] : [`${title}:`, '']), ...items.map((item) => `- ${item}`)].join('\n');

const details = (title: string, body: string): string =>
  `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;

/** A fence longer than any inside, around text that is printable already. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text.trimEnd()}\n${fence}`;
}

/** Text that no sign of Markdown or HTML gets through, on one line. */
const plain = (text: string): string =>
  visible(text)
    .replace(/[\\`*_{}[\]()#+!|~@$]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    // Addresses would become links to wherever a stranger wants.
    .replace(/:(?=\/\/)/g, '&#58;');

/** HTML, because a span between backticks cannot hold a `|` in every table. */
const code = (text: string): string => `<code>${plain(text)}</code>`;
