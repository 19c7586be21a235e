import type { Severity } from '../../diagnostic/diagnostic.ts';
import type { Level, Policy, PolicyPart } from '../../lint/policy.ts';
import { rules } from '../../rules/index.ts';
import { type ConfigurationFile, configurationFile, type WrittenLevel } from '../../syntax/configuration.ts';
import { decode, largestFile } from '../../text/decode.ts';
import { below, folderOf, join } from '../../text/paths.ts';
import { SourceFile, type Span } from '../../text/source.ts';
import { visible } from '../../text/visible.ts';
import { meantRule } from '../meant-rule.ts';
import { nodeFiles } from '../node-files.ts';
import { shownFrom } from '../paths.ts';
import { repositoryRoot } from '../repository.ts';
import { pathMatcher } from './patterns.ts';

/** What a configuration and those it extends say together. */
export interface ProjectConfiguration {
  /** From the working directory. */
  readonly shown: string;
  readonly sdk: { readonly value: string; readonly folder: string } | undefined;
  readonly era: 'child-image' | 'sysbuild' | undefined;
  readonly boards: readonly string[] | undefined;
  readonly requireReason: boolean;
  readonly failOn: Severity | undefined;
  readonly maxWarnings: number | undefined;
  /** Absolute. */
  readonly baseline: string | undefined;
  /** Whether an application is to be checked, by its absolute path. */
  includes(root: string): boolean;
  /** `pathOf` gives the absolute path of one in the report. */
  policy(pathOf: (shown: string) => string | undefined): Policy;
}

/** One file, or a preset: what it says, and the folder its paths count from. */
interface Layer {
  readonly folder: string;
  readonly says: Partial<ConfigurationFile>;
}

const presets: Readonly<Record<string, Layer['says']>> = {
  default: {},
  strict: { failOn: 'warning', requireReason: true },
};

/** Files that extend each other are read so deep, and so many of them. */
const mostLayers = 20;

/** Reads the configuration at `path`, or gives what is wrong with it: printable lines. */
export function loadConfiguration(
  path: string,
  here: string,
): ProjectConfiguration | { readonly problems: readonly string[] } {
  const loader = new Loader(here, repositoryRoot(folderOf(path), {}) ?? folderOf(path));
  loader.load(path, undefined);
  const { layers, problems } = loader;
  if (problems.length > 0) return { problems };
  const last = <Value>(value: (layer: Layer) => Value | undefined): Value | undefined =>
    layers.flatMap((layer) => value(layer) ?? []).at(-1) as Value | undefined;
  const include = layers.findLast(({ says }) => says.include !== undefined);
  const isIncluded = include && pathMatcher(include.folder, include.says.include!);
  const excluded = layers.map(({ folder, says }) => pathMatcher(folder, says.exclude ?? []));
  return {
    shown: shownFrom(here, path),
    sdk: last(({ says, folder }) => (says.sdk === undefined ? undefined : { value: says.sdk, folder })),
    era: last(({ says }) => says.era),
    boards: layers.findLast(({ says }) => says.boards !== undefined)?.says.boards,
    requireReason: last(({ says }) => says.requireReason) ?? false,
    failOn: last(({ says }) => says.failOn),
    maxWarnings: last(({ says }) => says.maxWarnings),
    baseline: last(({ says, folder }) => (says.baseline === undefined ? undefined : join(folder, says.baseline))),
    includes: (root) => (isIncluded?.(root) ?? true) && !excluded.some((matches) => matches(root)),
    policy: (pathOf) => layers.flatMap((layer) => partsOf(layer, pathOf)),
  };
}

class Loader {
  readonly layers: Layer[] = [];
  readonly problems: string[] = [];
  readonly #open: string[] = [];
  readonly #here: string;
  readonly #top: string;

  constructor(here: string, top: string) {
    this.#here = here;
    this.#top = nodeFiles.stat(top)?.real ?? top;
  }

  /** Adds the layers of a file, those it extends first. `from`: where it was asked for. */
  load(path: string, from: Span | undefined): void {
    const source = this.#read(path, from);
    if (!source) return;
    const { tree, problems } = configurationFile(source);
    for (const { message, span } of problems) this.#report(message, span);
    for (const { rules: levels } of [tree, ...tree.overrides]) this.#checkRules(levels);
    this.#open.push(path);
    for (const { text, span } of tree.extends) {
      const preset = Object.hasOwn(presets, text) ? presets[text] : undefined;
      if (preset) this.layers.push({ folder: folderOf(path), says: preset });
      else if (!/[./\\]/.test(text))
        this.#report(`there is no preset ${text}${hint(text, Object.keys(presets))}`, span);
      else this.load(join(folderOf(path), text), span);
    }
    this.#open.pop();
    this.layers.push({ folder: folderOf(path), says: tree });
  }

  #read(path: string, from: Span | undefined): SourceFile | undefined {
    const shown = shownFrom(this.#here, path);
    const refuse = (why: string): undefined => this.#report(`${shown} ${why}`, from);
    const stat = nodeFiles.stat(path);
    if (!stat) return refuse('does not exist');
    // A file that a stranger's configuration names is read in the repository only.
    if (from && below(this.#top, stat.real) === undefined) return refuse('lies outside of the repository');
    if (this.#open.includes(path)) return refuse('extends itself');
    if (this.#open.length + this.layers.length > mostLayers) return refuse('is one configuration too many');
    const bytes = stat.kind === 'file' && stat.size <= largestFile ? nodeFiles.read(path) : undefined;
    const decoded = bytes ? decode(bytes) : { why: 'cannot be read' };
    return 'text' in decoded ? new SourceFile(shown, decoded.text) : refuse(decoded.why);
  }

  #checkRules(levels: readonly WrittenLevel[]): void {
    const groups = new Set([...rules.map(({ id }) => id.slice(0, id.indexOf('/'))), 'suppression']);
    const known = [...rules.map(({ id }) => id), ...groups];
    for (const { rule, span } of levels) {
      if (!known.includes(rule) && !rule.startsWith('suppression/'))
        this.#report(`there is no rule ${rule}${hint(rule, known)}`, span);
    }
  }

  #report(message: string, span: Span | undefined): undefined {
    const place = span?.file.position(span.start);
    const where = span && place ? `${span.file.path}:${place.line}:${place.column}: ` : '';
    this.problems.push(visible(`${where}${message}`));
    return undefined;
  }
}

function hint(word: string, known: readonly string[]): string {
  const meant = meantRule(word, known);
  return meant === undefined ? '' : `; did you mean ${meant}?`;
}

function partsOf({ folder, says }: Layer, pathOf: (shown: string) => string | undefined): readonly PolicyPart[] {
  const own: PolicyPart = { matches: undefined, images: undefined, levels: levelMap(says.rules ?? []) };
  const others = (says.overrides ?? []).map(({ paths, images, rules: levels }): PolicyPart => {
    const matches = paths && pathMatcher(folder, paths);
    return { matches: matches && ((shown) => matches(pathOf(shown) ?? shown)), images, levels: levelMap(levels) };
  });
  return [own, ...others].filter(({ levels }) => levels.size > 0);
}

const levelMap = (levels: readonly WrittenLevel[]): ReadonlyMap<string, Level> =>
  new Map(levels.map(({ rule, level }) => [rule, level]));
