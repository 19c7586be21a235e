import type { Severity } from '../diagnostic/diagnostic.ts';
import type { ApplicationReport, ConfigurationReport, Report } from '../diagnostic/report.ts';
import { visible } from '../text/visible.ts';
import type { Page } from './page.ts';
import { wrap } from './wrap.ts';

/** What was found in how many files, what was looked at, assumed, and left out. */
export function renderSummary(report: Report, page: Page): string[][] {
  const { applications } = report;
  if (applications.length === 0) return [nothing(report, page)];
  return [
    wrap(totals(report), page.width, '', '  ').map(page.ink.bold),
    ...applications.map((application) => applicationLines(application, applications.length > 1, page)),
    skippedLines(report, page),
    (report.notes ?? []).flatMap((note) => wrap(`${note}.`, page.width, '', '  ')),
  ];
}

/** For a pasted post: what each piece was taken as. Stands before the findings, which name these files. */
export function recognised({ applications }: Report, { ink, width }: Page): string[][] {
  const pieces = applications.flatMap((application) => application.recognised);
  if (pieces.length === 0) return [];
  return [
    [
      ink.bold('Taken from the post:'),
      ...pieces.flatMap(({ file, fromLine, toLine, why }) =>
        wrap(`${file}: lines ${fromLine} to ${toLine}, ${why}`, width, '  ', '    '),
      ),
    ],
  ];
}

/** Rules that threw: bugs of ours, and what to report. */
export function renderFailures({ failures }: Report, { ink, width, verbose }: Page): string[][] {
  return failures.map(({ rule, configuration, error }) => {
    const lines = error.split(/\r\n|\r|\n/);
    const shown = verbose ? lines : lines.slice(0, 6);
    return [
      ...wrap(
        `ncslint failed in the rule ${rule} (configuration ${configuration}). This is a bug of ncslint.`,
        width,
      ).map(ink.severity.error),
      ...wrap('The other rules were run. To report it, paste these lines and what ncslint --version prints:', width),
      ...shown.flatMap((line) => wrap(line, width, '    ', '      ')),
    ];
  });
}

function nothing(report: Report, page: Page): string[] {
  return [
    ...wrap('Nothing to check: no application of the nRF Connect SDK was found.', page.width).map(page.ink.bold),
    ...skippedLines(report, page),
  ];
}

/** How much was found in how many files: "2 errors, 1 warning; 4 files checked." */
export function totals({ diagnostics, applications }: Report): string {
  const count = (severity: Severity) => diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  const found = [
    plural(count('error'), 'error'),
    plural(count('warning'), 'warning'),
    ...(count('info') > 0 ? [`${count('info')} for information`] : []),
  ].filter((part) => !part.startsWith('0 '));
  const images = applications.flatMap(({ configurations }) => configurations).flatMap((one) => one.images);
  const files = new Set(images.flatMap((image) => image.files)).size;
  const open = new Set(applications.flatMap(({ notChecked }) => notChecked.map(({ rule }) => rule))).size;
  // A clean answer must not sound cleaner than it is.
  const isClean = diagnostics.every(({ severity }) => severity === 'info');
  const but = isClean && open >= MANY ? `; ${open} rules could not decide, see "not checked"` : '';
  return `${found.join(', ') || 'Nothing to report'}${but}; ${plural(files, 'file')} checked.`;
}

/** So many undecided rules are more than the usual rest. */
const MANY = 8;

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function applicationLines(application: ApplicationReport, several: boolean, page: Page): string[] {
  const { configurations, unusedFiles } = application;
  const { ink, width, verbose } = page;
  const brief = !verbose && configurations.length > 3;
  return [
    ink.bold(`Checked${several ? ` ${visible(application.root)}` : ''}:`),
    ...configurations.flatMap((configuration) => (brief ? briefly(configuration, page) : fully(configuration, page))),
    ...(unusedFiles.length > 0
      ? wrap(`Read by no configuration: ${unusedFiles.map(visible).join(', ')}${wayIn(application)}`, width, '', '  ')
      : []),
    ...notChecked(application, page),
  ];
}

/** How a build comes to read a fragment or an overlay beside prj.conf that nothing names. */
function wayIn({ root, unusedFiles }: ApplicationReport): string {
  const own = unusedFiles.map((path) => (path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path));
  const file = own.find((path) => /^(?!prj|app\.overlay$)[^/]+\.(conf|overlay)$/.test(path));
  if (file === undefined) return '';
  const option = file.endsWith('.conf') ? 'EXTRA_CONF_FILE' : 'EXTRA_DTC_OVERLAY_FILE';
  return `; if your build names it, name it here, too: -- -D${option}=${visible(file)}`;
}

function briefly({ id, sdk, images }: ConfigurationReport, { width }: Page): string[] {
  const version = sdk ? `NCS ${sdk.value}` : 'unknown SDK version';
  return wrap(`${id}: ${version}, ${images.map(({ name }) => name).join(', ') || 'no images'}`, width, '  ', '    ');
}

/** A table of what this configuration is made of, and why. */
function fully(configuration: ConfigurationReport, { width, ink, verbose }: Page): string[] {
  const { id, board, suffix, era, sdk, images, assumed } = configuration;
  const row = (key: string, text: string): string[] => {
    const [first, ...rest] = wrap(text, width, `    ${key.padEnd(10)}`, ' '.repeat(14));
    return [`    ${ink.dim(key.padEnd(10))}${first!.slice(14)}`, ...rest];
  };
  return [
    ...wrap(id, width, '  ', '    '),
    ...row('board', board ? because(board.value, board.why) : 'not known'),
    ...row('SDK', sdk ? because(`NCS ${sdk.value} (${sdk.source})`, sdk.why) : 'not known'),
    ...(era ? row('build', because(era.value === 'sysbuild' ? 'sysbuild' : 'child images', era.why)) : []),
    ...(suffix === undefined ? [] : row('suffix', suffix)),
    ...(configuration.arguments.length > 0 ? row('arguments', configuration.arguments.join(' ')) : []),
    ...(verbose
      ? images.flatMap(({ name, kind, board: own, files }) =>
          row(
            'image',
            `${name} (${kind}${own === undefined ? '' : `, ${own}`}): ${files.map(visible).join(', ') || 'no files of yours'}`,
          ),
        )
      : row('images', images.map(({ name }) => name).join(', ') || 'none')),
    // The SDK has its reason in its own row.
    ...assumed
      .filter(({ why }) => why !== sdk?.why)
      .flatMap(({ what, value, why }) => row('assumed', because(`${what}: ${value}`, why))),
  ];
}

const because = (value: string, why: string): string => (why === '' ? value : `${value}, ${why}`);

function notChecked({ notChecked: rules }: ApplicationReport, { width, verbose }: Page): string[] {
  if (rules.length === 0) return [];
  if (verbose) {
    const lines = rules.flatMap(({ rule, missing }) =>
      wrap(`${rule}: needs ${missing.join(', ')}`, width, '  ', '    '),
    );
    return ['Not checked:', ...lines];
  }
  const missing = [...new Set(rules.flatMap((rule) => rule.missing))];
  const needs =
    missing.length > 2 ? `${missing.slice(0, 2).join(', ')} and ${missing.length - 2} more` : missing.join(', ');
  const count = rules.length === 1 ? '1 rule needs' : `${rules.length} rules need`;
  return wrap(`Not checked: ${count} ${needs || 'more knowledge'}; --verbose lists all`, width, '', '  ');
}

function skippedLines({ skipped }: Report, { width, verbose }: Page): string[] {
  const shown = verbose ? skipped : skipped.slice(0, 10);
  const rest = skipped.length - shown.length;
  return [
    ...shown.flatMap(({ path, why }) => wrap(`Skipped: ${visible(path)}: ${why}`, width, '', '  ')),
    ...(rest > 0 ? [`Skipped: ${rest} more; --verbose lists all`] : []),
  ];
}
