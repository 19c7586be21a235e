import type { Choice } from '../diagnostic/report.ts';
import type { Devicetree, DtNode } from '../model/devicetree/devicetree.ts';

/** What overlays without a board's name say about the board they were written for. */
export interface BoardEvidence {
  /** Labels the overlays refer to and do not define. */
  readonly references: readonly string[];
  /** Labels whose node an overlay disables: nobody disables what is not enabled. */
  readonly disabled: readonly string[];
  /** Nodes the overlays write below a label, with the names the board's own nodes may have: `mx25r6435f@0` below `qspi`. */
  readonly nodes: readonly { readonly parent: string; readonly name: string }[];
  /** Whether the text around speaks of "the DK". */
  readonly speaksOfKit: boolean;
}

/**
 * The board that fits best, if one does: it has every label the overlays refer to, has enabled what they disable, and
 * it is a kit where the text speaks of one. Undefined while several fit equally well. A board of another vendor is not guessed by
 * a node the overlay may well define itself: only by what it switches off.
 */
export function boardByEvidence(
  boards: readonly { readonly name: string; readonly devicetree: Devicetree }[],
  { references, disabled, nodes, speaksOfKit }: BoardEvidence,
): Choice | undefined {
  if (references.length === 0) return undefined;
  const fitting = boards
    .filter(
      ({ name, devicetree }) =>
        (disabled.length > 0 || /^(nrf\d|thingy)/.test(name)) && hasLabels(devicetree, references),
    )
    .map(({ name, devicetree }) => ({
      name,
      score:
        nodes.filter(({ parent, name }) => hasChild(find(devicetree, parent), name)).length * 2 +
        disabled.filter((label) => isOkay(find(devicetree, label))).length * 4 +
        (speaksOfKit && /^nrf\d+dk_/.test(name) ? 2 : 0) -
        (name.endsWith('ns') ? 1 : 0),
    }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = fitting;
  if (!best || (second && second.score === best.score)) return undefined;
  const reasons = [
    `it has all of ${references.map((label) => `&${label}`).join(', ')}`,
    ...(disabled.length > 0
      ? [`it enables ${disabled.map((label) => `&${label}`).join(' and ')}, which the overlay disables`]
      : []),
    ...(speaksOfKit && best.name.includes('dk') ? ['the text speaks of a DK'] : []),
  ];
  return { value: best.name, why: `${reasons.join('; ')}` };
}

/** Whether a board has all that overlays refer to. */
export const hasLabels = (devicetree: Devicetree, labels: readonly string[]): boolean =>
  labels.every((label) => find(devicetree, label) !== undefined);

function find(devicetree: Devicetree, label: string): DtNode | undefined {
  const node = devicetree.labelled(label);
  return node.known ? node.value : undefined;
}

const hasChild = (node: DtNode | undefined, name: string): boolean =>
  node?.children.some((child) => child.name === name) ?? false;

const isOkay = (node: DtNode | undefined): boolean => node?.status.known === true && node.status.value === 'okay';
