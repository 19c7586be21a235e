import { originAt } from '../../diagnostic/origin.ts';
import { referencesIn } from '../../model/devicetree/source-layer.ts';
import type { NodeFact, PropertyFact, SdkLine, TreeFacts } from '../../model/sdk-facts.ts';
import type { DeleteNodeStatement, DevicetreeSource, NodeStatement } from '../../syntax/devicetree/tree.ts';
import type { Span } from '../../text/source.ts';
import { lineOf, propertyFact } from './tree-facts.ts';

/** An overlay of the SDK as data, statement by statement: it may be laid over any board. */
export const overlayFacts = (name: string, { statements }: DevicetreeSource): TreeFacts => ({
  name,
  base: undefined,
  nodes: statements.flatMap((statement) => (statement.kind === 'included-tree' ? [] : facts('', statement))),
});

function facts(parent: string, statement: NodeStatement | DeleteNodeStatement): NodeFact[] {
  const path = pathOf(parent, statement.target);
  if (statement.kind === 'delete-node') return [{ path, at: at(statement.span), deleted: true }];

  const properties: Record<string, readonly [PropertyFact | null, SdkLine]> = {};
  const inner: NodeFact[] = [];
  for (const part of statement.body) {
    if (part.kind === 'property') {
      properties[part.name.text] = [propertyFact(part.values, referencesIn(part.values)), at(part.span)];
    } else if (part.kind === 'delete-property') properties[part.name.text] = [null, at(part.span)];
    else inner.push(...facts(path === '/' ? '' : path, part));
  }
  const labels = statement.labels.map(({ text }) => text);
  const own: NodeFact = {
    path,
    at: at(statement.headSpan),
    ...(labels.length > 0 ? { labels } : {}),
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
  };
  return [own, ...inner];
}

function pathOf(parent: string, target: NodeStatement['target']): string {
  switch (target.kind) {
    case 'root':
      return '/';
    case 'name':
      return `${parent}/${target.name}`;
    case 'label':
      return `&${target.label}`;
    case 'path':
      return target.path;
  }
}

const at = (span: Span): SdkLine => lineOf(originAt(span));
