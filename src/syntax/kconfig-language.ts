import type { SourceFile } from '../text/source.ts';
import { type Block, joinConditions, withoutMacros } from './kconfig-language/conditions.ts';
import type { ConditionalLine, KconfigDefinition, KconfigType } from './kconfig-language/definition.ts';
import { logicalLines } from './kconfig-language/lines.ts';

/** What stands in a Kconfig file, in order. */
export type KconfigEntry =
  | { readonly kind: 'definition'; readonly definition: KconfigDefinition }
  /** `source` and its relatives; `path` as written, without quotes. */
  | {
      readonly kind: 'source';
      readonly path: string;
      readonly relative: boolean;
      readonly optional: boolean;
      readonly depends?: string;
      /** `<file>:<line>`, 1-based. */
      readonly at: string;
    };

/**
 * Reads a file of the Kconfig language as Kconfiglib does, as far as symbols go; help texts and menus are passed over.
 * Never throws: a line it does not know is left out. A condition over a macro `$(...)` is left as text that no evaluation
 * understands, so that it counts as unknown. Opens nothing: `source` is an entry.
 */
export function kconfigLanguage(source: SourceFile): readonly KconfigEntry[] {
  const entries: KconfigEntry[] = [];
  const blocks: Block[] = [];
  let open: Draft | undefined;

  for (const { text, line } of logicalLines(source.text)) {
    const at = `${source.path}:${line}`;
    const [, keyword = '', rest = ''] = /^(\w+)\s*(.*)$/s.exec(text) ?? [];
    if (open && attribute(open, keyword, rest, at)) continue;
    if (keyword === 'depends' && blocks.at(-1)?.isOpen) {
      const block = blocks.at(-1)!;
      block.condition = joinConditions(block.condition, onCondition(rest));
      continue;
    }
    if (keyword === 'visible' || (keyword === 'prompt' && !open)) continue;
    close();
    const top = blocks.at(-1);
    if (top) top.isOpen = false;
    statement(keyword, rest, at);
  }
  close();
  return entries;

  function statement(keyword: string, rest: string, at: string): void {
    switch (keyword) {
      case 'config':
      case 'menuconfig':
      case 'configdefault':
        if (/^\w+$/.test(rest)) open = symbol(rest, at);
        return;
      case 'choice':
        choice(/^\w+$/.test(rest) ? rest : `choice at ${at}`, at);
        return;
      case 'if':
        blocks.push({ kind: 'if', condition: withoutMacros(rest), isOpen: false });
        return;
      case 'menu':
        blocks.push({ kind: 'menu', condition: undefined, isOpen: true });
        return;
      case 'endif':
      case 'endmenu':
      case 'endchoice': {
        const at = blocks.findLastIndex(({ kind }) => `end${kind}` === keyword);
        if (at >= 0) blocks.length = at;
        return;
      }
      case 'source':
      case 'rsource':
      case 'osource':
      case 'orsource':
        entries.push({
          kind: 'source',
          path: rest.replace(/^"(.*)"$/, '$1'),
          relative: keyword.includes('r') && keyword !== 'source' && keyword !== 'osource',
          optional: keyword.startsWith('o'),
          ...defined('depends', surrounding()),
          at,
        });
    }
  }

  function symbol(name: string, at: string): Draft {
    const choice = blocks.findLast(({ kind }) => kind === 'choice');
    const inner = choice ? blocks.slice(blocks.indexOf(choice) + 1) : [];
    // What depends on a member belongs below it, and is none itself (Kconfiglib's _finalize_node()).
    const isMember = choice && !inner.some(({ condition }) => mentions(condition, choice.members ?? []));
    if (isMember) choice.members!.push(name);
    return { kind: 'symbol', name, choice: isMember ? choice.choice : undefined, surrounding: surrounding(), at };
  }

  function choice(name: string, at: string): void {
    open = { kind: 'choice', name, choice: undefined, surrounding: surrounding(), at };
    blocks.push({ kind: 'choice', condition: undefined, isOpen: false, choice: name, members: [] });
  }

  function surrounding(): string | undefined {
    return blocks.reduce<string | undefined>((all, { condition }) => joinConditions(all, condition), undefined);
  }

  function close(): void {
    if (!open) return;
    const { own, surrounding, ...rest } = open;
    const depends = joinConditions(surrounding, own);
    const definition = { ...rest, ...(depends === undefined ? {} : { depends }) };
    entries.push({ kind: 'definition', definition: written(definition) });
    // The members of a choice depend on what the choice depends on, and are seen where it is.
    if (open.kind === 'choice')
      blocks.at(-1)!.condition = joinConditions(own, open.prompt === 'y' ? undefined : open.prompt);
    open = undefined;
  }
}

/** Without what is undefined. */
const written = <T extends object>(value: T): KconfigDefinition =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as unknown as KconfigDefinition;

/** A definition whose lines are still being read. */
interface Draft {
  readonly kind: 'symbol' | 'choice';
  readonly name: string;
  readonly choice: string | undefined;
  /** What surrounds it. */
  readonly surrounding: string | undefined;
  readonly at: string;
  type?: KconfigType;
  prompt?: string;
  /** Its own `depends on`. */
  own?: string | undefined;
  defaults?: ConditionalLine[];
  selects?: ConditionalLine[];
  implies?: ConditionalLine[];
  lowest?: ConditionalLine[];
}

/** Takes a line of a definition; false when the line is none. */
function attribute(open: Draft, keyword: string, rest: string, at: string): boolean {
  const type = /^(?:def_)?(bool|tristate|int|hex|string)$/.exec(keyword)?.[1];
  if (type) {
    open.type = type === 'tristate' ? 'bool' : (type as KconfigType);
    if (keyword.startsWith('def_')) (open.defaults ??= []).push(conditional(rest, at));
    else if (rest !== '') open.prompt = promptCondition(rest);
    return true;
  }
  switch (keyword) {
    case 'prompt':
      open.prompt = promptCondition(rest);
      return true;
    case 'default':
      (open.defaults ??= []).push(conditional(rest, at));
      return true;
    case 'select':
      (open.selects ??= []).push(conditional(rest, at));
      return true;
    case 'imply':
      (open.implies ??= []).push(conditional(rest, at));
      return true;
    case 'range':
      (open.lowest ??= []).push(conditional(rest.replace(/^(\S+)\s+\S+/, '$1'), at));
      return true;
    case 'depends':
      open.own = joinConditions(open.own, onCondition(rest));
      return true;
    default:
      return /^(help|option|optional|modules|warning|transitional)$/.test(keyword);
  }
}

const onCondition = (rest: string): string => withoutMacros(rest.replace(/^on\s+/, ''));

const promptCondition = (rest: string): string =>
  withoutMacros(/^"(?:[^"\\]|\\.)*"\s+if\s+(.*)$/s.exec(rest)?.[1] ?? 'y');

function conditional(text: string, at: string): ConditionalLine {
  const [, quoted, plain, condition] = /^(?:"((?:[^"\\]|\\.)*)"|(.*?))(?:\s+if\s+(.*))?$/s.exec(text) ?? [];
  const value = quoted ?? plain ?? text;
  return { value, ...(condition === undefined ? {} : { if: withoutMacros(condition) }), at };
}

const mentions = (condition: string | undefined, names: readonly string[]): boolean =>
  condition !== undefined && (condition.match(/\w+/g) ?? []).some((word) => names.includes(word));

const defined = <T>(key: string, value: T | undefined): Record<string, T> =>
  value === undefined ? {} : { [key]: value };
