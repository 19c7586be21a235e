import type { SourceFile, Span } from '../text/source.ts';
import type { Parsed } from './parser.ts';
import { yamlDocument } from './static-yaml/document.ts';
import { keyText, type YamlMapping, type YamlNode } from './static-yaml/node.ts';

/** One entry below `tests:` of a `sample.yaml` or `testcase.yaml`, with what `common:` adds to it. */
export interface Scenario {
  readonly name: string;
  /** Of the name. */
  readonly span: Span;
  /** As written: "nrf5340dk/nrf5340/cpuapp/ns", "nrf9160dk_nrf9160@0.14.0". */
  readonly platformAllow: readonly string[];
  readonly integrationPlatforms: readonly string[];
  readonly platformExclude: readonly string[];
  /** Undefined where nothing is said. */
  readonly sysbuild: boolean | undefined;
  /** CMake definitions without the `-D`, in the order Twister gives them: "FILE_SUFFIX=release". */
  readonly definitions: readonly string[];
  /** Kconfig lines: "CONFIG_LOG=y". May carry a condition: "arch:arm:CONFIG_LOG=y". */
  readonly configs: readonly string[];
  readonly snippets: readonly string[];
}

/** What a file by a stranger may cost: more scenarios, and more words in one of their lists, are not read. */
const MOST_SCENARIOS = 2000;
const MOST_WORDS = 500;

/**
 * Reads the scenarios of Twister (`zephyr/scripts/pylib/twister/twisterlib/config_parser.py:123-245`, 2.4.0): lists and
 * words of `common:` come before those of a scenario, anything else of a scenario replaces it. A scenario may be empty.
 * Twister of 2.4.0 drops a scenario's list where `common:` has one, too; later ones join both, and so does this.
 */
export function scenarios(source: SourceFile): Parsed<readonly Scenario[]> {
  const { root, problem } = yamlDocument(source);
  const common = mappingAt(root, 'common');
  const tests = mappingAt(root, 'tests');
  return {
    source,
    tree: (tests?.entries ?? [])
      .slice(0, MOST_SCENARIOS)
      .map(({ key, value }) => scenario(keyText(key), key.span, common, value)),
    problems: problem ? [problem] : [],
  };
}

function scenario(name: string, span: Span, common: YamlMapping | undefined, own: YamlNode): Scenario {
  const both = [common, own.kind === 'mapping' ? own : undefined];
  const words = (key: string): readonly string[] => both.flatMap((mapping) => wordsOf(entry(mapping, key)));
  const lines = (key: string): readonly string[] => both.flatMap((mapping) => texts(entry(mapping, key)));
  return {
    name,
    span,
    // Until NCS 1.3 the list was called a whitelist.
    platformAllow: [...words('platform_allow'), ...words('platform_whitelist')],
    integrationPlatforms: words('integration_platforms'),
    platformExclude: words('platform_exclude'),
    sysbuild: truth(entry(both[1], 'sysbuild')) ?? truth(entry(both[0], 'sysbuild')),
    definitions: [
      ...joinFileLists(both.flatMap((mapping) => argumentWords(entry(mapping, 'extra_args')))),
      ...fileList('CONF_FILE', words('extra_conf_files')),
      ...fileList('OVERLAY_CONFIG', words('extra_overlay_confs')),
      ...fileList('DTC_OVERLAY_FILE', words('extra_dtc_overlay_files')),
    ],
    configs: lines('extra_configs'),
    snippets: words('required_snippets'),
  };
}

/** Twister collects these three over all of `extra_args` (config_parser.py:139-198, 2.4.0). */
const COLLECTED = ['CONF_FILE', 'OVERLAY_CONFIG', 'DTC_OVERLAY_FILE'];

function joinFileLists(definitions: readonly string[]): readonly string[] {
  const isCollected = (text: string, name: string): boolean => text.startsWith(`${name}=`);
  return [
    ...definitions.filter((text) => !COLLECTED.some((name) => isCollected(text, name))),
    ...COLLECTED.flatMap((name) =>
      fileList(
        name,
        definitions
          .filter((text) => isCollected(text, name))
          .map((text) => text.slice(name.length + 1).replace(/^(["'])(.*)\1$/, '$2')),
      ),
    ),
  ];
}

const fileList = (name: string, files: readonly string[]): readonly string[] =>
  files.length === 0 ? [] : [`${name}=${files.join(';')}`];

/** Remembered, for every scenario asks for those of `common:`. */
function wordsOf(node: YamlNode | undefined): readonly string[] {
  if (!node) return [];
  let words = wordLists.get(node);
  if (!words) wordLists.set(node, (words = texts(node).flatMap(split).slice(0, MOST_WORDS)));
  return words;
}

const wordLists = new WeakMap<YamlNode, readonly string[]>();

/** A text holds several arguments, each item of a list is one. */
const argumentWords = (node: YamlNode | undefined): readonly string[] =>
  node?.kind === 'list' ? texts(node).map((text) => text.trim()) : texts(node).flatMap(split);

/** Words between blanks; a quoted part keeps its blanks: `A=1 B="x y"`. */
const split = (text: string): readonly string[] => text.match(/(?:[^\s"']|"[^"]*"?|'[^']*'?)+/g) ?? [];

function texts(node: YamlNode | undefined): readonly string[] {
  if (!node) return [];
  if (node.kind === 'list') return node.items.flatMap((item) => (item.kind === 'scalar' ? texts(item) : []));
  if (node.kind === 'mapping' || node.value.type === 'null') return [];
  return [node.value.type === 'string' ? node.value.value : node.text];
}

function truth(node: YamlNode | undefined): boolean | undefined {
  return node?.kind === 'scalar' && node.value.type === 'bool' ? node.value.value : undefined;
}

function mappingAt(root: YamlNode | undefined, key: string): YamlMapping | undefined {
  const value = root?.kind === 'mapping' ? entry(root, key) : undefined;
  return value?.kind === 'mapping' ? value : undefined;
}

/** Of duplicates the last one, as for PyYAML. */
const entry = (mapping: YamlMapping | undefined, key: string): YamlNode | undefined =>
  mapping?.entries.findLast((pair) => keyText(pair.key) === key)?.value;
