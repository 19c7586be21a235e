import type { NodeAnswer, NodeOfImage, ShownNode } from '../diagnostic/show.ts';
import type { Image } from '../model/application.ts';
import type { Devicetree, DtNode } from '../model/devicetree/devicetree.ts';
import { type Fact, isNot, valueOf } from '../model/fact.ts';
import { pinctrlState } from '../model/pins/pinctrl.ts';
import type { Configured } from '../project/configure.ts';
import { findNode, meantNode } from './find-node.ts';
import { wantedImages } from './images.ts';
import { answered, decidingPlace, missingOf, shownPlace } from './place.ts';
import { propertyText } from './property-text.ts';

/** A devicetree node in each image of a build: its properties, each with the line that decided it, pins and children. */
export function nodeAnswer(configured: Configured, asked: string, wanted: string | undefined): NodeAnswer {
  const { images, notes } = wantedImages(configured, wanted);
  return { kind: 'node', asked, images: images.map(({ name, image }) => nodeOf(name, image, asked)), notes };
}

function nodeOf(image: string, fact: Fact<Image>, asked: string): NodeOfImage {
  if (!fact.known) return { image, node: undefined, missing: fact.missing, notes: [] };
  const { devicetree } = fact.value;
  const found = findNode(devicetree, asked);
  const node = valueOf(found);
  if (node) return { image, node: shownNode(devicetree, node), missing: missingOf(devicetree.base), notes: [] };
  const meant = meantNode(devicetree, asked);
  const sentence = found.known ? absence(asked, found) : undefined;
  const question = meant === undefined ? undefined : `Did you mean ${meant}?`;
  return {
    image,
    node: undefined,
    missing: missingOf(found),
    notes: [sentence, question].filter((note) => note !== undefined),
  };
}

/** The tree is completely known, and has no such node. The place of a node that was there is that of its deletion. */
function absence(asked: string, found: Fact<unknown>): string {
  const name = asked.replace(/^&/, '');
  const isPath = /^\{?\//.test(name);
  if (!isPath && name.includes(',')) return `Nothing chooses ${name}`;
  const what = isPath ? `There is no node ${asked}` : `No node has the label ${name}`;
  const place = decidingPlace(found);
  return place?.kind === 'project' ? `${what}: it is taken away in ${place.file}:${place.line}` : what;
}

function shownNode(devicetree: Devicetree, node: DtNode): ShownNode {
  const state = valueOf(pinctrlState(node, 'default'));
  return {
    path: node.path,
    labels: node.labels,
    status: answered(node.status),
    disabledBy: disabledAbove(node)?.path,
    chosenAs: chosenAs(devicetree, node),
    properties: [...node.properties.values()].map((property) => ({
      name: property.name,
      value: propertyText(property),
      places: property.origins.map(shownPlace),
    })),
    pins: (state?.pins ?? []).map(({ name, signal, origins }) => ({
      name,
      signal,
      place: origins[0] && shownPlace(origins[0]),
    })),
    children: node.children.map(({ name, labels, status }) => ({ name, labels, status: valueOf(status) })),
  };
}

function disabledAbove(node: DtNode): DtNode | undefined {
  for (let at = node.parent; at; at = at.parent) if (isNot(at.status, 'okay')) return at;
  return undefined;
}

function chosenAs(devicetree: Devicetree, node: DtNode): ShownNode['chosenAs'] {
  const properties = valueOf(devicetree.node('/chosen'))?.properties.keys() ?? [];
  return [...properties].flatMap((name) => {
    const chosen = devicetree.chosen(name);
    return valueOf(chosen) === node ? [{ name, place: decidingPlace(chosen) }] : [];
  });
}
