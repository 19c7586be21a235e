import type { Origin } from '../../diagnostic/origin.ts';
import type { Reference } from '../../syntax/devicetree/tree.ts';
import { andThen, type Fact, known, knownFrom, type Unknown, unknown, withOrigins } from '../fact.ts';
import type { DtNode, DtProperty, DtValue } from './devicetree.ts';
import type { Knowledge, Removal } from './knowledge.ts';
import { originsOf, type Trail, trailOf } from './trail.ts';
import type { NodeReference } from './tree.ts';

/** A node while its tree is evaluated, and afterwards for those who read it. */
export class TreeNode implements DtNode {
  readonly path: string;
  readonly name: string;
  readonly parent: TreeNode | undefined;
  readonly labels: string[] = [];
  omitIfNoRef = false;
  readonly #knowledge: Knowledge;
  readonly #children = new Map<string, TreeNode>();
  readonly #stated = new Map<string, StatedProperty>();
  #removed: Map<string, Removal> | undefined;
  #trail: Trail | undefined;
  #settled: ReadonlyMap<string, DtProperty> | undefined;
  #status: Fact<string> | undefined;
  #compatible: Fact<readonly string[]> | undefined;
  /** By name: rules ask for the same ones over and over. */
  #facts: Map<string, Fact<DtProperty | undefined>> | undefined;

  /** `removal` is what took away a node that was here before. */
  constructor(name: string, path: string, parent: TreeNode | undefined, knowledge: Knowledge, removal?: Removal) {
    this.name = name;
    this.path = path;
    this.parent = parent;
    this.#knowledge = knowledge;
    this.#trail = removal?.trail;
    if (parent) parent.#children.set(name, this);
  }

  get origins(): readonly Origin[] {
    return originsOf(this.#trail);
  }

  get children(): readonly TreeNode[] {
    return [...this.#children.values()];
  }

  get properties(): ReadonlyMap<string, DtProperty> {
    if (this.#knowledge.missing === undefined) return this.#stated;
    this.#settled ??= new Map([...this.#stated].filter(([, { at }]) => !this.#knowledge.since(at)));
    return this.#settled;
  }

  written(name: string): DtProperty | undefined {
    return this.#stated.get(name);
  }

  property(name: string): Fact<DtProperty | undefined> {
    this.#facts ??= new Map();
    let fact = this.#facts.get(name);
    if (!fact) this.#facts.set(name, (fact = this.#property(name)));
    return fact;
  }

  #property(name: string): Fact<DtProperty | undefined> {
    const stated = this.#stated.get(name);
    if (!stated) return this.#knowledge.absent(this.#removed?.get(name));
    const gap = this.#knowledge.since(stated.at);
    if (gap) return gap;
    const fact = knownFrom(stated, stated.origins);
    // What the user's own file states holds whatever the board is; the rest holds for this board.
    return stated.trail.origin.kind === 'project' ? fact : withOrigins(fact, this.#knowledge.baseOrigins);
  }

  get status(): Fact<string> {
    this.#status ??= andThen(this.property('status'), (property): Fact<string> => {
      const value = property ? onlyText(property) : 'okay';
      return value === undefined ? unreadable(this, 'status') : known(value === 'ok' ? 'okay' : value);
    });
    return this.#status;
  }

  get compatible(): Fact<readonly string[]> {
    this.#compatible ??= andThen(this.property('compatible'), (property): Fact<readonly string[]> => {
      const texts = (property?.values ?? []).map((value) => (value.kind === 'string' ? value.text : undefined));
      return texts.every((text) => text !== undefined) ? known(texts) : unreadable(this, 'compatible');
    });
    return this.#compatible;
  }

  child(name: string): TreeNode | undefined {
    return this.#children.get(name);
  }

  /** All that is stated, settled or not. */
  get stated(): Iterable<StatedProperty> {
    return this.#stated.values();
  }

  /** Whether the property is there at this point of the text, with a value. */
  hasValue(name: string): boolean {
    return this.#stated.get(name)?.source.isFlag === false;
  }

  opened(origin: Origin): void {
    this.#trail = { origin, before: this.#trail };
  }

  /** What a deletion of the node by `origin` leaves behind. */
  trailAfter(origin: Origin): Trail {
    return { origin, before: this.#trail };
  }

  state(name: string, origin: Origin, source: PropertySource): void {
    this.#forget();
    const trail = this.#propertyTrail(name, origin);
    this.#stated.set(name, new StatedProperty(name, ++this.#knowledge.now, trail, source));
  }

  remove(name: string, origin: Origin): void {
    this.#forget();
    const trail = this.#propertyTrail(name, origin);
    this.#stated.delete(name);
    this.#removed ??= new Map();
    this.#removed.set(name, { at: ++this.#knowledge.now, trail });
  }

  /** Says otherwise where the node was opened, the last place first. */
  comesFrom(origins: readonly Origin[]): void {
    this.#trail = trailOf(origins) ?? this.#trail;
  }

  /** Says otherwise where a property was stated. */
  propertyComesFrom(name: string, origins: readonly Origin[]): void {
    const stated = this.#stated.get(name);
    const trail = trailOf(origins);
    if (!stated || !trail) return;
    this.#forget();
    this.#stated.set(name, new StatedProperty(name, stated.at, trail, stated.source));
  }

  detach(): void {
    if (this.parent) this.parent.#children.delete(this.name);
  }

  /** What was derived from the properties, before one of them changes. */
  #forget(): void {
    this.#settled = undefined;
    this.#facts = undefined;
    this.#status = undefined;
    this.#compatible = undefined;
  }

  #propertyTrail(name: string, origin: Origin): Trail {
    return { origin, before: (this.#stated.get(name) ?? this.#removed?.get(name))?.trail };
  }
}

/** Reads the values once they are asked for: labels may be defined after the property that names them. */
export interface PropertySource {
  values(): readonly DtValue[];
  /** There are none. */
  readonly isFlag: boolean;
  /** What they refer to, where that is written in a source. */
  readonly references: readonly Reference[];
  /** What they refer to, in a tree of the SDK. */
  readonly sdkReferences?: readonly NodeReference[];
}

export class StatedProperty implements DtProperty {
  readonly name: string;
  /** Number of the statement. */
  readonly at: number;
  readonly trail: Trail;
  readonly source: PropertySource;
  #values: readonly DtValue[] | undefined;
  #origins: readonly Origin[] | undefined;

  constructor(name: string, at: number, trail: Trail, source: PropertySource) {
    this.name = name;
    this.at = at;
    this.trail = trail;
    this.source = source;
  }

  get origins(): readonly Origin[] {
    this.#origins ??= originsOf(this.trail);
    return this.#origins;
  }

  get values(): readonly DtValue[] {
    this.#values ??= this.source.values();
    return this.#values;
  }
}

function onlyText(property: DtProperty): string | undefined {
  const [value] = property.values;
  return property.values.length === 1 && value?.kind === 'string' ? value.text : undefined;
}

const unreadable = ({ path }: TreeNode, name: string): Unknown => unknown(`the value of ${name} of ${path}`);
