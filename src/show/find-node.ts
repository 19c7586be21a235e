import type { Devicetree, DtNode } from '../model/devicetree/devicetree.ts';
import { stringValue } from '../model/devicetree/values.ts';
import { andThen, type Fact, known } from '../model/fact.ts';
import { closest } from '../text/similar.ts';

/**
 * The node somebody means: `&qspi` and `qspi` by label, `/soc/qspi@40029000` and `&{/soc/...}` by path, a name that no label
 * has as an alias, and one that `/chosen` has as the node it chooses. Known and undefined: there is none.
 */
export function findNode(devicetree: Devicetree, asked: string): Fact<DtNode | undefined> {
  const path = /^&?\{?(\/[^}]*)\}?$/.exec(asked)?.[1];
  if (path !== undefined) return devicetree.node(path.length > 1 ? path.replace(/\/$/, '') : path);
  const name = asked.replace(/^&/, '');
  const labelled = devicetree.labelled(name);
  if (labelled.known && labelled.value) return labelled;
  if (name.includes(',')) return devicetree.chosen(name);
  const byAlias = aliased(devicetree, name);
  return byAlias.known && !byAlias.value ? labelled : byAlias;
}

function aliased(devicetree: Devicetree, name: string): Fact<DtNode | undefined> {
  return andThen(devicetree.node('/aliases'), (aliases): Fact<DtNode | undefined> => {
    if (!aliases) return known(undefined);
    return andThen(aliases.property(name), (property): Fact<DtNode | undefined> => {
      const [value] = property?.values ?? [];
      if (value?.kind === 'reference') return value.to;
      return property
        ? andThen(stringValue(property), (text) => (text === undefined ? known(undefined) : devicetree.node(text)))
        : known(undefined);
    });
  });
}

/** The label or path of the tree that somebody who asked for another one probably meant. */
export function meantNode(devicetree: Devicetree, asked: string): string | undefined {
  if (asked.startsWith('/'))
    return closest(
      asked,
      devicetree.nodes.map(({ path }) => path),
    );
  const label = closest(
    asked.replace(/^&/, ''),
    devicetree.nodes.flatMap(({ labels }) => labels),
  );
  return label === undefined ? undefined : `&${label}`;
}
