import type { Origin } from '../../diagnostic/origin.ts';
import type { Reference } from '../../syntax/devicetree/tree.ts';
import type { Span } from '../../text/source.ts';
import { andThen, type Fact, known, type Unknown, unknown } from '../fact.ts';
import { namedNode } from './chosen.ts';
import type { DanglingReference, Devicetree, DoubleLabel, DtValue } from './devicetree.ts';
import { Knowledge, type Removal } from './knowledge.ts';
import { type PropertySource, TreeNode } from './node.ts';

/** A devicetree that grows statement by statement. Look-ups are valid once all statements are in. */
export class Tree implements Devicetree {
  readonly knowledge: Knowledge;
  readonly root: TreeNode;
  readonly #all: TreeNode[] = [];
  readonly #byPath = new Map<string, TreeNode>();
  readonly #byLabel = new Map<string, TreeNode>();
  readonly #removedPaths = new Map<string, Removal>();
  readonly #removedLabels = new Map<string, Removal>();
  readonly #dangling: DanglingReference[] = [];
  /** Nodes that a source states a property of: only those properties can refer to what is not there. */
  readonly #written = new Set<TreeNode>();
  readonly #labelled: { readonly label: string; readonly span: Span; readonly node: TreeNode }[] = [];
  #nodes: readonly TreeNode[] | undefined;
  /** Where one of the files below the overlays includes what nobody could read. */
  #openBase: Unknown | undefined;

  constructor(base: Fact<string>) {
    this.knowledge = new Knowledge(base);
    this.root = this.#add('/', '/', undefined);
  }

  get base(): Fact<string> {
    return this.#openBase ?? this.knowledge.base;
  }

  get nodes(): readonly TreeNode[] {
    this.#nodes ??= this.#all.filter((node) => this.#byPath.get(node.path) === node && this.#exists(node));
    return this.#nodes;
  }

  get danglingReferences(): readonly DanglingReference[] {
    return this.knowledge.missing === undefined ? this.#dangling : [];
  }

  node(path: string): Fact<TreeNode | undefined> {
    const found = this.#byPath.get(path);
    return found && this.#exists(found)
      ? known(found, ...found.origins)
      : this.knowledge.absent(this.#removedPaths.get(path));
  }

  labelled(label: string): Fact<TreeNode | undefined> {
    const found = this.#byLabel.get(label);
    return found && this.#exists(found)
      ? known(found, ...found.origins)
      : this.knowledge.absent(this.#removedLabels.get(label));
  }

  chosen(name: string): Fact<TreeNode | undefined> {
    return andThen(this.node('/chosen'), (chosen): Fact<TreeNode | undefined> => {
      if (!chosen) return known(undefined);
      const property = chosen.property(name);
      if (!property.known || !property.value) return property as Fact<undefined>;
      return namedNode(this, property.value, property.origins);
    });
  }

  /** The node a reference names, once all statements are in. */
  resolve(reference: NodeReference): Fact<TreeNode> {
    const found = this.find(reference);
    return found
      ? known(found, ...found.origins)
      : unknown(this.knowledge.missing ?? `the node that ${written(reference)} names`);
  }

  /** The node a reference names at this point of the text. */
  find(reference: NodeReference): TreeNode | undefined {
    return reference.kind === 'label' ? this.#byLabel.get(reference.label) : this.#byPath.get(reference.path);
  }

  /** The node a reference names, or a stand-in for one that is not known (yet). */
  findOrStandIn(reference: NodeReference): TreeNode {
    const found = this.find(reference);
    if (found) return found;
    const mayExist = this.knowledge.missing !== undefined;
    if (mayExist && reference.kind === 'path' && reference.path.startsWith('/')) return this.at(reference.path);
    const node = this.#add(written(reference), written(reference), undefined);
    if (reference.kind === 'label') this.label(node, reference.label);
    return node;
  }

  /** The node at an absolute path; made, with those above it, where it does not exist. */
  at(path: string): TreeNode {
    const found = this.#byPath.get(path);
    if (found) return found;
    const end = path.lastIndexOf('/');
    const parent = this.#byPath.get(end === 0 ? '/' : path.slice(0, end));
    if (parent && end + 1 < path.length) return this.childOf(parent, path.slice(end + 1));
    const names = path.split('/').filter((name) => name !== '');
    return names.reduce((node, name) => this.childOf(node, name), this.root);
  }

  childOf(parent: TreeNode, name: string): TreeNode {
    return parent.child(name) ?? this.#add(name, pathBelow(parent, name), parent);
  }

  /** `span` is where a source gives the label. */
  label(node: TreeNode, label: string, span?: Span): void {
    if (!node.labels.includes(label)) node.labels.push(label);
    if (!this.#byLabel.has(label)) this.#byLabel.set(label, node);
    if (span && span.file.sdk === undefined) this.#labelled.push({ label, span, node });
  }

  /** zephyr/scripts/dts/python-devicetree/src/devicetree/dtlib.py:1917-1931 (2.4.0) */
  get doubleLabels(): readonly DoubleLabel[] {
    return this.#labelled.flatMap(({ label, span, node }) => {
      const other = this.#byLabel.get(label);
      const isDouble = other && other !== node && other.path.startsWith('/') && this.#byPath.get(node.path) === node;
      return isDouble ? [{ label, span, node, other }] : [];
    });
  }

  remove(node: TreeNode, origin: Origin): void {
    if (node === this.root) return;
    node.detach();
    this.#forget(node, origin, ++this.knowledge.now);
  }

  /** What was asked to go without being known: nothing but its absence can be said. */
  removeUnseen(reference: NodeReference, origin: Origin): void {
    const removal = { at: ++this.knowledge.now, trail: { origin, before: undefined } };
    if (reference.kind === 'label') this.#removedLabels.set(reference.label, removal);
    else this.#removedPaths.set(reference.path, removal);
  }

  /** A property as a source states it. */
  stateWritten(node: TreeNode, name: string, origin: Origin, source: PropertySource): void {
    node.state(name, origin, source);
    this.#written.add(node);
  }

  addDangling(reference: Reference): void {
    if (reference.span.file.sdk === undefined) this.#dangling.push({ text: written(reference), span: reference.span });
  }

  /** Ends what `base` stands for: unless all of it is known, what the sources do not say is not known either. */
  endOfBase(): void {
    const { base, missing } = this.knowledge;
    if (!base.known) this.knowledge.addGap(base.missing);
    else if (missing !== undefined) this.#openBase = unknown(missing);
  }

  /** Once all statements are in. */
  finish(keepsUnreferenced = false): void {
    for (const node of this.#written) {
      if (this.#byPath.get(node.path) !== node) continue;
      for (const { source } of node.stated)
        for (const to of source.references) if (!this.find(to)) this.addDangling(to);
    }
    this.#addDeletedInUse();
    if (this.knowledge.missing === undefined && !keepsUnreferenced) this.#omitUnreferenced();
  }

  /** What the user deletes and the SDK still refers to. */
  #addDeletedInUse(): void {
    const deleted = [...this.#removedLabels, ...this.#removedPaths].some(([, { trail }]) => isProject(trail.origin));
    if (!deleted) return;
    for (const node of this.nodes) {
      for (const { name, source, trail } of node.stated) {
        for (const to of source.sdkReferences ?? []) {
          if (this.find(to)) continue;
          const removal = to.kind === 'label' ? this.#removedLabels.get(to.label) : this.#removedPaths.get(to.path);
          const origin = removal?.trail.origin;
          if (origin?.kind !== 'project') continue;
          const usedBy = { text: `${name} of ${node.path}`, origin: trail.origin };
          this.#dangling.push({ text: written(to), span: origin.span, usedBy });
        }
      }
    }
    this.#nodes = undefined;
  }

  #omitUnreferenced(): void {
    const omissible = this.nodes.filter((node) => node.omitIfNoRef);
    if (omissible.length === 0) return;
    const referenced = new Set(
      this.nodes.flatMap((node) => [...node.properties.values()].flatMap(({ values }) => values.flatMap(nodesIn))),
    );
    for (const node of omissible) if (!referenced.has(node)) this.remove(node, node.origins[0]!);
    this.#nodes = undefined;
  }

  #add(name: string, path: string, parent: TreeNode | undefined): TreeNode {
    const node = new TreeNode(name, path, parent, this.knowledge, this.#removedPaths.get(path));
    this.#all.push(node);
    this.#byPath.set(path, node);
    return node;
  }

  #forget(node: TreeNode, origin: Origin, at: number): void {
    const removal = { at, trail: node.trailAfter(origin) };
    this.#byPath.delete(node.path);
    this.#removedPaths.set(node.path, removal);
    for (const label of node.labels) {
      if (this.#byLabel.get(label) !== node) continue;
      this.#byLabel.delete(label);
      this.#removedLabels.set(label, removal);
    }
    for (const child of node.children) this.#forget(child, origin, at);
  }

  /** A stand-in counts only where the node it stands for can exist. */
  #exists(node: TreeNode): boolean {
    return node.path.startsWith('/') || this.knowledge.missing !== undefined;
  }
}

function nodesIn(value: DtValue): readonly unknown[] {
  const references = value.kind === 'cells' ? value.cells : [value];
  return references.flatMap((one) => ('to' in one && one.to.known ? [one.to.value] : []));
}

const isProject = ({ kind }: Origin): boolean => kind === 'project';

/** A reference in a file of the SDK has no place. */
export type NodeReference =
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'path'; readonly path: string };

/** The path of a child. */
export const pathBelow = ({ path }: TreeNode, name: string): string => (path === '/' ? `/${name}` : `${path}/${name}`);

/** As in the source: `&label` or `&{/path}`. */
export const written = (reference: NodeReference): string =>
  reference.kind === 'label' ? `&${reference.label}` : `&{${reference.path}}`;
