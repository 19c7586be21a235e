import type { Devicetree, DtNode } from '../devicetree/devicetree.ts';
import { andThen, type Fact, known, map, rememberedFor, unknown } from '../fact.ts';

/** Kconfig's questions to the devicetree, `zephyr/scripts/kconfig/kconfigfunctions.py` (2.4.0). */
export interface DevicetreeConditions {
  /** Of a predicate of the condition language; unknown for one that is not part of it. */
  holds(predicate: string, names: readonly string[]): Fact<boolean>;
  /** `dt_chosen_cell(zephyr,flash, erase-block-size)`: the first cell of the property, 0 without node or property. */
  chosenCell(chosen: string, property: string): Fact<bigint>;
}

export function devicetreeConditions(devicetree: Devicetree): DevicetreeConditions {
  const answers = new Map<string, Fact<boolean>>();
  return { holds, chosenCell };

  function holds(predicate: string, names: readonly string[]): Fact<boolean> {
    const key = [predicate, ...names].join(' ');
    const answer = answers.get(key) ?? ask(predicate, names);
    answers.set(key, answer);
    return answer;
  }

  function ask(predicate: string, names: readonly string[]): Fact<boolean> {
    const [name, second] = names as [string, string | undefined];
    switch (predicate) {
      case 'dt_enabled':
        return anyEnabled(name);
      case 'dt_chosen':
        return ofNode(devicetree.chosen(name), isOkay);
      case 'dt_label':
        return ofNode(devicetree.labelled(name), (node) =>
          second === undefined
            ? isOkay(node)
            : andThen(hasCompatible(node, second), (has) => (has ? isOkay(node) : known(false))),
        );
      case 'dt_compatible':
        return ofNode(devicetree.labelled(name), (node) => hasCompatible(node, second ?? ''));
      case 'dt_property':
        return ofNode(devicetree.labelled(name), (node) => map(node.property(second ?? ''), Boolean));
      case 'dt_compat_on_bus':
        // Which bus a node sits on its binding says.
        return andThen(anyEnabled(name), (enabled) => (enabled ? unknown(`the bus of ${name}`) : known(false)));
      default:
        return unknown(`what ${predicate}() asks of the devicetree`);
    }
  }

  function anyEnabled(compatible: string): Fact<boolean> {
    const disabled: Fact<boolean>[] = [];
    let open: Fact<boolean> | undefined = devicetree.base.known ? undefined : map(devicetree.base, () => false);
    const { byCompatible, unread } = compatibles(devicetree);
    for (const node of [...(byCompatible.get(compatible) ?? []), ...unread]) {
      const enabled = andThen(hasCompatible(node, compatible), (has) => (has ? isOkay(node) : known(false)));
      if (!enabled.known) open ??= enabled;
      else if (enabled.value) return enabled;
      else if (enabled.origins.length) disabled.push(enabled);
    }
    return open ?? known(false, ...disabled.flatMap((fact) => (fact.known ? fact.origins : [])));
  }

  function chosenCell(chosen: string, property: string): Fact<bigint> {
    return andThen(devicetree.chosen(chosen), (node) =>
      !node
        ? known(0n)
        : andThen(node.property(property), (found) => {
            const value = found?.values[0];
            if (!found) return known(0n);
            const cell = value?.kind === 'cells' ? value.cells[0] : undefined;
            return cell?.kind === 'number'
              ? known(cell.value, ...found.origins)
              : unknown(`${property} of ${node.path}`);
          }),
    );
  }
}

const ofNode = (node: Fact<DtNode | undefined>, question: (node: DtNode) => Fact<boolean>): Fact<boolean> =>
  andThen(node, (found) => (found ? question(found) : known(false)));

const isOkay = (node: DtNode): Fact<boolean> => map(node.status, (status) => status === 'okay');

/** The nodes by what they are compatible with; `unread` are those of which nobody knows. */
const compatibles = rememberedFor(({ nodes }: Devicetree) => {
  const byCompatible = new Map<string, DtNode[]>();
  const unread: DtNode[] = [];
  for (const node of nodes) {
    if (!node.compatible.known) unread.push(node);
    else for (const name of node.compatible.value) byCompatible.set(name, [...(byCompatible.get(name) ?? []), node]);
  }
  return { byCompatible, unread };
});

/** Origins only where it has: a node of another kind is no reason for anything. */
const hasCompatible = (node: DtNode, compatible: string): Fact<boolean> =>
  andThen(node.compatible, (all) =>
    all.includes(compatible) ? known(true, ...node.origins.slice(0, 1)) : withoutOrigins,
  );

const withoutOrigins = known(false);
