import { ruleUrl } from '../lint/run-rules.ts';
import { ink } from '../report/ink.ts';
import { wrap } from '../report/wrap.ts';
import { rules } from '../rules/index.ts';
import { visible } from '../text/visible.ts';
import { colorLevel } from './color-level.ts';
import type { Settings } from './command.ts';
import { meantRule } from './meant-rule.ts';
import type { Surroundings } from './surroundings.ts';

const width = 80;

/** `ncslint rules`: one line each, by id. Returns the exit code. */
export function listRules(settings: Settings, surroundings: Surroundings): number {
  const { bold } = inkOf(settings, surroundings);
  const column = Math.max(...rules.map(({ id }) => id.length)) + 2;
  const lines = sorted().flatMap(({ id, severity, about }) => {
    const [first = '', ...more] = wrap(plain(about().summary), Math.max(30, width - column - 9));
    return [
      `${bold(id.padEnd(column))}${severity.padEnd(9)}${first}`,
      ...more.map((line) => `${' '.repeat(column + 9)}${line}`),
    ];
  });
  surroundings.out.write(`${lines.join('\n')}\n`);
  return 0;
}

/** `ncslint explain <rule>`: its page, offline. Returns the exit code. */
export function explain(id: string, settings: Settings, surroundings: Surroundings): number {
  const rule = rules.find((candidate) => candidate.id === id);
  if (!rule) {
    const meant = meantRule(
      id,
      rules.map((candidate) => candidate.id),
    );
    surroundings.err.write(
      `ncslint: there is no rule ${visible(id)}${meant === undefined ? '; ncslint rules lists them' : `; did you mean ${meant}?`}\n`,
    );
    return 2;
  }
  const { bold } = inkOf(settings, surroundings);
  const { summary, why, exceptions, sources } = rule.about();
  const sections = [
    [bold(rule.id), ...wrap(`${plain(summary)} (${rule.severity})`, width)],
    paragraphs(why),
    ...(exceptions === undefined ? [] : [[bold('Exceptions'), ...paragraphs(exceptions)]]),
    [bold('Sources in the SDK'), ...sources.map((source) => `  ${source}`)],
    [`Page with examples: ${ruleUrl(rule.id)}`],
  ];
  surroundings.out.write(`${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`);
  return 0;
}

const sorted = () => [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));

/** Markdown as plain text: emphasis and code marks are left out. */
const plain = (markdown: string): string => markdown.replace(/[`*]/g, '');

const paragraphs = (markdown: string): string[] =>
  plain(markdown)
    .trim()
    .split(/\n{2,}/)
    .flatMap((paragraph, index) => [...(index > 0 ? [''] : []), ...wrap(paragraph.replace(/\s+/g, ' '), width)]);

const inkOf = ({ color }: Settings, { env, out }: Surroundings) => ink(colorLevel(color, env, out.isTTY === true));
