import type { Report } from '../diagnostic/report.ts';
import type { Verification } from '../diagnostic/verification.ts';
import { type JsonOptions, jsonText, reportJson } from './json.ts';
import { withNull } from './show-json.ts';

/** `ncslint verify --format json`: schemas/verify.schema.json. What is not there is null. */
export function renderVerificationJson(
  report: Report,
  verification: Verification | undefined,
  options: JsonOptions,
): string {
  return jsonText({
    schemaVersion: 1,
    tool: { name: options.tool.name, version: options.tool.version },
    verification: withNull(verification),
    report: reportJson(report, options),
  });
}
