import type { Render } from '../report/format.ts';
import type { ReportFormat } from './format-names.ts';

/** The formats for other programs. A run loads those that it writes. */
export const formats: Readonly<Record<Exclude<ReportFormat, 'pretty'>, () => Promise<Render>>> = {
  compact: async () => (await import('../report/compact.ts')).renderCompact,
  json: async () => (await import('../report/json.ts')).renderJson,
  jsonl: async () => (await import('../report/json-lines.ts')).renderJsonLines,
  sarif: async () => (await import('../report/sarif.ts')).renderSarif,
  github: async () => (await import('../report/github.ts')).renderGithub,
  markdown: async () => (await import('../report/markdown.ts')).renderMarkdown,
  gitlab: async () => (await import('../report/gitlab.ts')).renderGitlab,
  junit: async () => (await import('../report/junit.ts')).renderJunit,
  checkstyle: async () => (await import('../report/checkstyle.ts')).renderCheckstyle,
};
