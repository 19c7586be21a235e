import type { Severity } from '../../diagnostic/diagnostic.ts';
import { visible } from '../../text/visible.ts';
import type { FormatContext, RuleDescription } from '../format.ts';

/** What SARIF calls the severities. */
export const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** A reportingDescriptor: what a viewer shows about a rule without opening its page. */
export function ruleObject(rule: RuleDescription, { ruleUrl }: FormatContext) {
  const { id, severity, summary, why, exceptions, sources } = rule;
  const markdown = [
    why.trim(),
    ...(exceptions === undefined ? [] : [`### When it is silent\n\n${exceptions.trim()}`]),
    `### Sources in the SDK\n\n${sources.map((source) => `- \`${source}\``).join('\n')}`,
  ].join('\n\n');
  return {
    id,
    name: id.replace(/(?:^|[/-])([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: plain(summary) },
    fullDescription: { text: plain(why) },
    help: { text: plain(markdown), markdown },
    helpUri: ruleUrl(id),
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: [id.slice(0, id.indexOf('/'))], precision: 'high' },
  };
}

/** Markdown as plain text: emphasis, headings and code marks are left out. */
const plain = (markdown: string): string =>
  markdown.replace(/^#+ /gm, '').replace(/[`*]/g, '').trim().split('\n').map(visible).join('\n');
