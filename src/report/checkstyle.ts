import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { Report } from '../diagnostic/report.ts';
import { regionOf } from './region.ts';
import { element, xmlDocument } from './xml.ts';

/** The format of Checkstyle, which many review tools read: a `file` for each file with findings, an `error` for each of them. */
export function renderCheckstyle({ diagnostics }: Report): string {
  const files = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const { path } = diagnostic.at.span.file;
    const here = files.get(path);
    if (here) here.push(diagnostic);
    else files.set(path, [diagnostic]);
  }
  const children = [...files].map(([name, here]) => element('file', { name }, here.map(errorElement)));
  return xmlDocument(element('checkstyle', { version: '4.3' }, children));
}

function errorElement({ at, severity, message, rule }: Diagnostic) {
  const { line, column } = regionOf(at.span);
  return element('error', { line, column, severity, message, source: `ncslint.${rule.replace('/', '.')}` });
}
