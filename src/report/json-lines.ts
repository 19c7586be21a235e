import type { Report } from '../diagnostic/report.ts';
import { diagnosticJson, printableJson } from './json.ts';

/** A finding a line, each as in `diagnostics` of the JSON report. */
export const renderJsonLines = ({ diagnostics }: Report): string =>
  diagnostics.map((one) => `${printableJson(JSON.stringify(diagnosticJson(one)))}\n`).join('');
