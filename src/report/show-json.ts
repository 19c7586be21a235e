import type { ShowReport } from '../diagnostic/show.ts';
import { configurationJson, type JsonOptions, jsonText } from './json.ts';

/**
 * The answers of `ncslint show` as JSON (schemas/show.schema.json), an interface under semantic versioning. All keys are
 * always there, `null` stands for "not known" or "there is none".
 */
export function renderShowJson({ applications, skipped }: ShowReport, { tool }: JsonOptions): string {
  return jsonText({
    schemaVersion: 1,
    tool: { name: tool.name, version: tool.version },
    applications: applications.map(({ root, unusedFiles, answers }) => ({
      root,
      unusedFiles,
      answers: answers.map(({ configurations, answer }) => ({
        configurations: configurations.map((one) => ({ ...configurationJson(one), why: one.why })),
        answer: withNull(answer),
      })),
    })),
    skipped: skipped.map(({ path, why }) => ({ file: path, why })),
  });
}

/** Plain data, in which what is undefined becomes null. */
export function withNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNull);
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withNull(one)]));
}
