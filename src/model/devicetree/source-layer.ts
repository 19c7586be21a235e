import { originAt } from '../../diagnostic/origin.ts';
import type {
  BodyStatement,
  Cell,
  DeleteNodeStatement,
  DevicetreeSource,
  NodeStatement,
  Reference,
  TopStatement,
  Value,
} from '../../syntax/devicetree/tree.ts';
import type { SourceFile, Span } from '../../text/source.ts';
import type { Fact } from '../fact.ts';
import type { DtCell, DtValue } from './devicetree.ts';
import type { PropertySource, TreeNode } from './node.ts';
import { pathBelow, type Tree } from './tree.ts';

/** Applies the statements of a source in order. `include` applies an included tree and says whether it is known. */
export function applySource(tree: Tree, source: DevicetreeSource, include: (name: string) => boolean): void {
  const gaps = gapsAfter(source);
  for (const gap of gaps.get(-1) ?? []) tree.knowledge.addGap(gap);
  source.statements.forEach((statement, index) => {
    if (statement.kind === 'included-tree') {
      if (!include(statement.name)) tree.knowledge.addGap(missing(`the devicetree ${statement.name}`, statement.span));
    } else if (statement.kind === 'node') applyNode(tree, tree.root, statement);
    else applyDeletion(tree, tree.root, statement);
    for (const gap of gaps.get(index) ?? []) tree.knowledge.addGap(gap);
  });
}

/**
 * Missing files by the statement behind which they would have been read, -1 for "before all". A file that may define
 * macros only (`.h`) leaves no gap: what needs its macros is unknown anyway.
 */
function gapsAfter({ statements, missingIncludes }: DevicetreeSource): Map<number, string[]> {
  const gaps = new Map<number, string[]>();
  const byFile = new Map<SourceFile, number[]>();
  if (missingIncludes.length > 0) {
    statements.forEach(({ span: { file } }, index) => {
      if (!byFile.get(file)?.push(index)) byFile.set(file, [index]);
    });
  }
  for (const { name, span } of missingIncludes) {
    if (name.endsWith('.h')) continue;
    const behind = statementBefore(statements, byFile.get(span.file) ?? [], span);
    gaps.set(behind, [...(gaps.get(behind) ?? []), missing(`the file ${name}`, span)]);
  }
  return gaps;
}

/** An include within a node counts as behind it; one that no statement of its file follows, as behind all. */
function statementBefore(statements: readonly TopStatement[], ofFile: readonly number[], { start }: Span): number {
  let low = 0;
  let high = ofFile.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (statements[ofFile[middle]!]!.span.end > start) high = middle;
    else low = middle + 1;
  }
  const next = ofFile[low];
  if (next === undefined) return statements.length - 1;
  return statements[next]!.span.start < start ? next : next - 1;
}

function missing(what: string, span: Span): string {
  return `${what} (included at ${span.file.path}:${span.file.position(span.start).line})`;
}

function applyNode(tree: Tree, parent: TreeNode, statement: NodeStatement): void {
  const node = targetOf(tree, parent, statement.target);
  node.opened(originAt(statement.headSpan));
  for (const label of statement.labels) tree.label(node, label.text, label.span);
  if (statement.omitIfNoRef) node.omitIfNoRef = true;
  for (const inner of statement.body) applyInner(tree, node, inner);
}

function applyInner(tree: Tree, node: TreeNode, statement: BodyStatement): void {
  switch (statement.kind) {
    case 'node':
      applyNode(tree, node, statement);
      break;
    case 'property':
      // A property that has a value keeps it (zephyr/scripts/dts/python-devicetree/src/devicetree/dtlib.py:1167-1171 (2.4.0)).
      if (statement.values.length > 0 || !node.hasValue(statement.name.text))
        tree.stateWritten(
          node,
          statement.name.text,
          originAt(statement.span),
          new WrittenValues(tree, statement.values),
        );
      break;
    case 'delete-property':
      node.remove(statement.name.text, originAt(statement.span));
      break;
    case 'delete-node':
      applyDeletion(tree, node, statement);
  }
}

function targetOf(tree: Tree, parent: TreeNode, target: NodeStatement['target']): TreeNode {
  if (target.kind === 'root') return tree.root;
  if (target.kind === 'name') return tree.childOf(parent, target.name);
  if (!tree.find(target)) tree.addDangling(target);
  return tree.findOrStandIn(target);
}

function applyDeletion(tree: Tree, parent: TreeNode, { target, span }: DeleteNodeStatement): void {
  const place = target.kind === 'name' ? ({ kind: 'path', path: pathBelow(parent, target.name) } as const) : target;
  const node = tree.find(place);
  if (node) tree.remove(node, originAt(span));
  else {
    // Deleting a child that is not there is allowed, deleting what a reference names is not.
    if (target.kind !== 'name') tree.addDangling(target);
    tree.removeUnseen(place, originAt(span));
  }
}

/** All that the values of a property refer to, in order. */
export const referencesIn = (values: readonly Value[]): Reference[] =>
  values.flatMap((value) => {
    if (value.kind === 'reference') return [value.to];
    return value.kind === 'cells' ? value.cells.flatMap((cell) => (cell.kind === 'phandle' ? [cell.to] : [])) : [];
  });

class WrittenValues implements PropertySource {
  readonly #tree: Tree;
  readonly #written: readonly Value[];

  constructor(tree: Tree, written: readonly Value[]) {
    this.#tree = tree;
    this.#written = written;
  }

  get isFlag(): boolean {
    return this.#written.length === 0;
  }

  values(): readonly DtValue[] {
    const values: DtValue[] = [];
    let open: DtCell[] | undefined;
    for (const written of this.#written) {
      const before = values.at(-1);
      if (written.kind !== 'cells') values.push(this.#value(written));
      else {
        // `<1>, <2>` means `<1 2>`.
        if (!open || before?.kind !== 'cells' || before.bits !== written.bits) {
          open = [];
          values.push({ kind: 'cells', bits: written.bits, cells: open });
        }
        for (const cell of written.cells) open.push(this.#cell(cell));
      }
    }
    return values;
  }

  get references(): readonly Reference[] {
    return referencesIn(this.#written);
  }

  get sdkReferences(): readonly Reference[] {
    return this.references.filter(({ span }) => span.file.sdk !== undefined);
  }

  #value(value: Exclude<Value, { kind: 'cells' }>): DtValue {
    switch (value.kind) {
      case 'reference':
        return { kind: 'reference', to: this.#resolve(value.to) };
      case 'string':
        return { kind: 'string', text: value.text };
      case 'bytes':
        return { kind: 'bytes', bytes: value.bytes };
      case 'unknown':
        return { kind: 'unknown', text: value.text };
    }
  }

  #cell(cell: Cell): DtCell {
    const place = cell.span.file.sdk === undefined ? { span: cell.span } : {};
    switch (cell.kind) {
      case 'number':
        return { kind: 'number', value: cell.value, ...place };
      case 'phandle':
        return { kind: 'phandle', to: this.#resolve(cell.to), ...place };
      case 'unknown':
        return { kind: 'unknown', text: cell.text, ...place };
    }
  }

  #resolve(reference: Reference): Fact<TreeNode> {
    return this.#tree.resolve(reference);
  }
}
