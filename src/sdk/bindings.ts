import type { BindingFacts, BindingPropertyFact, BindingType, ChildBindingFacts, SdkLine } from '../model/sdk-facts.ts';
import { type BindingFile, type BindingFilter, bindingFile } from '../syntax/binding-file.ts';
import type { FileSystem } from '../text/file-system.ts';
import { noLooks, noted, textOf } from '../text/looks.ts';
import { baseName } from '../text/paths.ts';
import { SourceFile } from '../text/source.ts';
import type { KeptOfSdk } from './kept.ts';

/**
 * The bindings in folders of an SDK. All files are looked through once for the names they serve; what a binding declares is
 * read when it is asked for. zephyr/scripts/dts/python-devicetree/src/devicetree/edtlib.py:98-470, 2082-2180 (2.4.0)
 */
export class Bindings {
  /** All that a binding serves, sorted. */
  readonly compatibles: readonly string[];
  readonly #files: FileSystem;
  /** Behind every place: ` (2.6.0)`, or nothing. */
  readonly #version: string;
  /** Where several have the same name, the last one is included. */
  readonly #byName = new Map<string, string>();
  readonly #served: ReadonlyMap<string, readonly string[]>;
  readonly #parsed = new Map<string, BindingFile | undefined>();
  readonly #whole = new Map<string, Merged>();
  #cuts = 0;
  readonly #found = new Map<string, readonly BindingFacts[]>();

  /** `folders` in the order of the build. What is `kept` of other runs is used, and kept for them. */
  constructor(files: FileSystem, folders: readonly string[], version = '', kept?: KeptOfSdk) {
    this.#files = files;
    this.#version = version;
    const { paths, served } = keptIndex(files, folders, kept);
    for (const path of paths) this.#byName.set(baseName(path), path);
    this.#served = new Map(served);
    this.compatibles = [...this.#served.keys()].sort();
  }

  /** Every binding that serves it: of several each is for another bus. */
  all(compatible: string): readonly BindingFacts[] {
    let found = this.#found.get(compatible);
    if (!found) {
      const paths = [...new Set(this.#served.get(compatible) ?? [])];
      found = paths.flatMap((path) => this.#servedBy(path, compatible));
      this.#found.set(compatible, found);
    }
    return found;
  }

  /** The one for nodes on one of these buses, else the one for any. */
  on(compatible: string, buses: readonly string[]): BindingFacts | undefined {
    const all = this.all(compatible);
    return (
      buses.map((bus) => all.find(({ onBus }) => onBus === bus)).find(Boolean) ??
      all.find(({ onBus }) => onBus === undefined)
    );
  }

  /** What a file that others include declares, by its name without the folder. */
  included(name: string): ChildBindingFacts['properties'] {
    const merged = this.#merged(this.#byName.get(name) ?? '', new Set());
    return merged ? declarations(merged).properties : {};
  }

  #servedBy(path: string, compatible: string): BindingFacts[] {
    const found: BindingFacts[] = [];
    for (let own = this.#merged(path, new Set()); own; own = own.child) {
      if (own.compatible?.text !== compatible) continue;
      const { buses, onBus, child } = own;
      found.push({
        compatible,
        at: own.compatible.at,
        ...(buses.length > 0 ? { bus: buses[0]! } : {}),
        ...(buses.length > 1 ? { buses } : {}),
        ...(onBus === undefined ? {} : { onBus }),
        ...declarations(own),
        ...(child ? { children: declarations(child) } : {}),
      });
    }
    return found;
  }

  /** A file with all that it includes; `open` are the files it is included by. */
  #merged(path: string, open: ReadonlySet<string>): Merged | undefined {
    if (!this.#parsed.has(path))
      this.#parsed.set(path, bindingFile(new SourceFile(path, withoutTexts(this.#text(path)))));
    const file = this.#parsed.get(path);
    const known = this.#whole.get(path);
    if (!file || known) return known;
    if (open.has(path)) {
      this.#cuts++;
      return undefined;
    }
    const cuts = this.#cuts;
    const merged = this.#merge(path, file, new Set([...open, path]));
    // What lacks a file that includes itself is another one the next time.
    if (this.#cuts === cuts) this.#whole.set(path, merged);
    return merged;
  }

  #merge(path: string, file: BindingFile, open: ReadonlySet<string>): Merged {
    const own: Merged = {
      compatible: file.compatible && { text: file.compatible.text, at: this.#place(path, file.compatible.line) },
      buses: file.buses,
      onBus: file.onBus,
      properties: new Map(
        file.properties.map(({ name, line, ...declared }) => [name, { ...declared, at: this.#place(path, line) }]),
      ),
      child: file.child && this.#merge(path, file.child, open),
    };
    const included = file.includes.reduce<Merged | undefined>((below, include) => {
      const target = this.#byName.get(include.name);
      const merged = target === undefined ? undefined : this.#merged(target, open);
      const filtered = merged && filteredBy(merged, include);
      return below && filtered ? over(below, filtered, false) : (filtered ?? below);
    }, undefined);
    return included ? over(own, included, true) : own;
  }

  #place(path: string, line: number): SdkLine {
    return `${path}:${line}${this.#version}`;
  }

  #text(path: string): string {
    return textOf(this.#files, path) ?? '';
  }
}

/** All files, and which of them serve a compatible. */
interface Index {
  readonly paths: readonly string[];
  readonly served: readonly (readonly [compatible: string, paths: readonly string[]])[];
}

function keptIndex(files: FileSystem, folders: readonly string[], kept: KeptOfSdk | undefined): Index {
  if (!kept) return indexOf(files, folders);
  const name = `served by ${folders.join(' ')}`;
  const found = kept.find<Index>(name);
  if (found) return found.content;
  const looks = noLooks();
  const content = indexOf(noted(files, looks), folders);
  kept.keep(name, looks, { content });
  return content;
}

function indexOf(files: FileSystem, folders: readonly string[]): Index {
  const all = new Map<string, string[]>();
  const paths = folders.flatMap((folder) => filesBelow(files, folder));
  for (const path of paths) {
    for (const name of served(textOf(files, path) ?? '')) {
      const known = all.get(name);
      if (known) known.push(path);
      else all.set(name, [path]);
    }
  }
  return { paths, served: [...all] };
}

const filesBelow = (files: FileSystem, folder: string): readonly string[] =>
  files.list(folder).flatMap(({ name, kind }) => {
    const path = `${folder}/${name}`;
    return kind === 'folder' ? filesBelow(files, path) : /\.ya?ml$/.test(name) ? [path] : [];
  });

/** What a file serves itself, and where it does, what its child bindings serve. */
function served(text: string): readonly string[] {
  const names: string[] = [];
  let isBinding = false;
  for (let at = text.indexOf('compatible:'); at >= 0; at = text.indexOf('compatible:', at + 1)) {
    const start = text.lastIndexOf('\n', at) + 1;
    if (text.slice(start, at).trim() !== '') continue;
    isBinding ||= start === at;
    const name = /^compatible:[ \t]*["']?([^"'\s#]+)/.exec(text.slice(at, at + 200))?.[1];
    if (name !== undefined) names.push(name);
  }
  return isBinding ? names : [];
}

/**
 * Most of a binding is text for people, which takes the most time to read, and is more than words. Lines stay where they are.
 */
const withoutTexts = (text: string): string =>
  text
    .replace(
      /^( *)description:(?:[ \t]+\S[^\n]*|[ \t]*(?=\n *\w+ \w))\n(?:(?:\1 [^\n]*|[ \t]*\r?)\n)*/gm,
      (block, indent: string) => `${indent}description: text${'\n'.repeat(block.split('\n').length - 1)}`,
    )
    .replace(/^[ \t]+#[^\n]*$/gm, '');

interface Merged {
  readonly compatible: { readonly text: string; readonly at: SdkLine } | undefined;
  readonly buses: readonly string[];
  readonly onBus: string | undefined;
  readonly properties: ReadonlyMap<string, MergedProperty>;
  readonly child: Merged | undefined;
}

type MergedProperty = Omit<BindingFile['properties'][number], 'name' | 'line'> & { readonly at: SdkLine };

/** What `own` says, and where it is silent what `below` does; what both say is required where either says so. */
function over(own: Merged, below: Merged, isIncluding: boolean): Merged {
  const properties = new Map<string, MergedProperty>();
  // A file stands behind what it includes.
  const [first, second] = isIncluding ? [below, own] : [own, below];
  for (const name of [...first.properties.keys(), ...second.properties.keys()]) {
    const [a, b] = [own.properties.get(name), below.properties.get(name)];
    const one = a ?? b;
    if (one) properties.set(name, a && b ? overProperty(a, b) : one);
  }
  return {
    compatible: own.compatible ?? below.compatible,
    buses: own.buses.length > 0 ? own.buses : below.buses,
    onBus: own.onBus ?? below.onBus,
    properties,
    child: own.child && below.child ? over(own.child, below.child, isIncluding) : (own.child ?? below.child),
  };
}

const overProperty = (own: MergedProperty, below: MergedProperty): MergedProperty => ({
  at: own.at,
  type: own.type ?? below.type,
  enum: own.enum ?? below.enum,
  const: own.const ?? below.const,
  isRequired: own.isRequired || below.isRequired,
  isDeprecated: own.isDeprecated || below.isDeprecated,
});

/** edtlib.py:2433-2475 (2.4.0) */
function filteredBy(merged: Merged, { allowed, blocked, child }: BindingFilter): Merged {
  const isTaken = (name: string): boolean => (allowed ? allowed.includes(name) : !blocked?.includes(name));
  return {
    ...merged,
    properties: new Map([...merged.properties].filter(([name]) => isTaken(name))),
    child: merged.child && child ? filteredBy(merged.child, child) : merged.child,
  };
}

const declarations = ({ properties, child }: Merged): ChildBindingFacts => ({
  properties: Object.fromEntries([...properties].map(([name, property]) => [name, declaration(property)])),
  ...(child ? { children: declarations(child) } : {}),
});

const declaration = (property: MergedProperty): BindingPropertyFact => ({
  type: (property.type ?? 'compound') as BindingType,
  ...(property.enum ? { enum: property.enum } : {}),
  ...(property.const === undefined ? {} : { const: property.const }),
  ...(property.isRequired ? { required: true } : {}),
  ...(property.isDeprecated ? { deprecated: true } : {}),
  at: property.at,
});
