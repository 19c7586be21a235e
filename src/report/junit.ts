import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { ApplicationReport, Report } from '../diagnostic/report.ts';
import type { FormatContext } from './format.ts';
import { regionOf } from './region.ts';
import { element, type XmlElement, xmlDocument } from './xml.ts';

/**
 * A test report in the format of JUnit: a suite for each application, in it a case for each finding, and one for each
 * rule without. A finding that does not make the run fail, and a rule that could not decide, count as skipped.
 */
export function renderJunit(report: Report, context: FormatContext): string {
  const suites = report.applications.map((application) => suite(application, report, context));
  if (report.failures.length > 0) suites.push(failures(report));
  const count = (name: string) => suites.reduce((sum, { attributes }) => sum + Number(attributes[name]), 0);
  const totals = { tests: count('tests'), failures: count('failures'), errors: count('errors') };
  return xmlDocument(element('testsuites', { name: context.tool.name, ...totals }, suites));
}

function suite({ root, notChecked }: ApplicationReport, report: Report, context: FormatContext): XmlElement {
  const found = report.diagnostics.filter(({ application }) => application === root);
  const broken = new Set([...found, ...report.failures].map(({ rule }) => rule));
  const silent = context.rules.filter(({ id }) => !broken.has(id));
  const missing = new Map(notChecked.map(({ rule, missing }) => [rule, missing]));
  const cases = [
    ...found.map((diagnostic) => findingCase(diagnostic, context)),
    ...silent.map(({ id }) => {
      const needs = missing.get(id);
      return testCase(id, id, needs ? [element('skipped', { message: `needs ${needs.join(', ')}` })] : []);
    }),
  ];
  return suiteOf(root === '.' ? context.tool.name : root, cases);
}

function findingCase(diagnostic: Diagnostic, context: FormatContext): XmlElement {
  const { rule, at, severity, message, because = [], help, url } = diagnostic;
  const { line, column } = regionOf(at.span);
  const place = `${at.span.file.path}:${line}:${column}`;
  const text = [
    `${place}: ${severity}: ${message}`,
    ...because.map((reason, index) => `because (${index + 1}) ${reason.text}`),
    ...(help === undefined ? [] : [`help: ${help}`]),
    url,
  ].map((one) => one.replaceAll('\n', ' '));
  const children = context.fails(diagnostic)
    ? [element('failure', { message, type: severity }, [text.join('\n')])]
    : [element('skipped', { message: `${severity}: ${message}` })];
  return testCase(`${rule} ${place}`, rule, children, at.span.file.path, line);
}

const testCase = (name: string, rule: string, children: readonly XmlElement[], file?: string, line?: number) =>
  element('testcase', { name, classname: `ncslint.${rule.replace('/', '.')}`, time: 0, file, line }, children);

/** Rules that threw: bugs of ours. */
const failures = ({ failures }: Report): XmlElement =>
  suiteOf(
    'ncslint itself',
    failures.map(({ rule, configuration, error }) =>
      testCase(`${rule} in ${configuration}`, rule, [element('error', { message: 'ncslint failed' }, [error])]),
    ),
  );

function suiteOf(name: string, cases: readonly XmlElement[]): XmlElement {
  const count = (kind: string) =>
    cases.filter(({ children }) => children.some((child) => typeof child !== 'string' && child.name === kind)).length;
  const counts = { failures: count('failure'), errors: count('error'), skipped: count('skipped') };
  return element('testsuite', { name, tests: cases.length, ...counts, time: 0 }, cases);
}
