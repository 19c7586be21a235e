import type { Origin } from '../diagnostic/origin.ts';
import type { Difference } from '../diagnostic/verification.ts';
import { counterpart } from '../model/devicetree/built.ts';
import type { Devicetree, DtNode } from '../model/devicetree/devicetree.ts';
import { isSameProperty } from '../model/devicetree/same-property.ts';
import { propertyText } from '../show/property-text.ts';
import type { Reasons } from './reasons.ts';
import { sum } from './symbols.ts';
import type { BothSides, Compared } from './verification.ts';

/** Compares the devicetrees of the images, node by node. */
export function nodeDifferences(sides: BothSides, reasons: Reasons): Compared {
  const { results, built, predicted, withItsFiles } = sides;
  return sum(
    predicted.configuration.images.flatMap(({ name, devicetree }) => {
      const own = built.configuration.images.find((one) => one.name === name);
      const otherwise = withItsFiles.configuration.images.find((one) => one.name === name)?.devicetree;
      const tree = devicetree.base.known ? devicetree : (otherwise ?? devicetree);
      return results.image(name)?.hasDevicetree && own ? [compared(name, tree, own.devicetree, reasons)] : [];
    }),
  );
}

function compared(image: string, predicted: Devicetree, built: Devicetree, reasons: Reasons): Compared {
  let [equal, unknown] = [0, 0];
  const differing = new Set<string>();
  const differences: Difference[] = [];
  const differs = (node: DtNode, one: Omit<Difference, 'image' | 'reason'>): void => {
    differing.add(node.path);
    // Of what was not computed the lines around it tell which version that rests on.
    const near = one.predicted.place ?? reasons.firstPlace(ofSdk(nearest(predicted, node), predicted));
    differences.push({ ...one, image, reason: reasons.ofNode(image, near) });
  };
  for (const node of built.nodes) {
    const other = counterpart(predicted, node);
    if (!other) {
      if (!predicted.node(node.path).known) unknown++;
      // Its children are missing with it.
      else if (!node.parent || counterpart(predicted, node.parent))
        differs(node, {
          kind: 'node',
          name: node.path,
          predicted: { value: undefined, place: undefined },
          built: { value: 'a node', place: reasons.firstPlace(node.origins) },
        });
      continue;
    }
    const isKnown = compareProperties(node, other, (one) => differs(node, one), reasons);
    if (differing.has(node.path)) continue;
    if (isKnown) equal++;
    else unknown++;
  }
  for (const node of predicted.nodes) {
    if (!node.path.startsWith('/') || counterpart(built, node)) continue;
    if (node.parent && !counterpart(built, node.parent)) continue;
    differs(node, {
      kind: 'node',
      name: node.path,
      predicted: { value: 'a node', place: reasons.firstPlace(node.origins) },
      built: { value: undefined, place: undefined },
    });
  }
  return { equal, unknown, different: differing.size, differences };
}

/** The node itself in another tree, else the nearest one above it that is there. */
function nearest(tree: Devicetree, node: DtNode): DtNode | undefined {
  return counterpart(tree, node) ?? (node.parent && nearest(tree, node.parent));
}

/** The lines of the SDK about a node, else about the first one that has any. */
function ofSdk(node: DtNode | undefined, { nodes }: Devicetree): readonly Origin[] {
  const lines = (one: DtNode): readonly Origin[] => one.origins.filter(({ kind }) => kind === 'sdk');
  const own = node ? lines(node) : [];
  return own.length > 0 ? own : (nodes.map(lines).find(({ length }) => length > 0) ?? []);
}

/** Returns whether all of them are known. */
function compareProperties(
  built: DtNode,
  predicted: DtNode,
  differs: (one: Omit<Difference, 'image' | 'reason'>) => void,
  reasons: Reasons,
): boolean {
  let isKnown = true;
  const names = new Set([...built.properties.keys(), ...predicted.properties.keys()]);
  for (const name of names) {
    // The number of a node is given when all are there.
    if (name === 'phandle') continue;
    const before = predicted.property(name);
    const after = built.properties.get(name);
    if (!before.known) {
      isKnown = false;
      continue;
    }
    const isSame = before.value && after ? isSameProperty(before.value, after) : before.value === after;
    if (isSame === undefined) isKnown = false;
    if (isSame !== false) continue;
    differs({
      kind: 'property',
      name: `${name} of ${built.path}`,
      predicted: {
        value: before.value && valueText(before.value),
        place: reasons.firstPlace(before.value?.origins ?? before.origins),
      },
      built: { value: after && valueText(after), place: after && reasons.firstPlace(after.origins) },
    });
  }
  return isKnown;
}

/** A flag has no value. */
const valueText = (property: Parameters<typeof propertyText>[0]): string => propertyText(property) || 'set';
