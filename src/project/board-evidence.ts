import type { Choice } from '../diagnostic/report.ts';
import type { Devicetree, DtNode } from '../model/devicetree/devicetree.ts';

/** What overlays without a board's name say about the board they were written for. */
export interface BoardEvidence {
  /** Labels the overlays refer to and do not define. */
  readonly references: readonly string[];
  /** Labels whose node an overlay disables: nobody disables what is not enabled. */
  readonly disabled: readonly string[];
  /** Lower-case words of the text around: "dk", "thingy". */
  readonly words: ReadonlySet<string>;
}

/**
 * The board that fits best, if one does: it has every label the overlays refer to, has enabled what they disable, and
 * its name is closest to the words around them. Undefined while several fit equally well.
 */
export function boardByEvidence(
  boards: readonly { readonly name: string; readonly devicetree: Devicetree }[],
  { references, disabled, words }: BoardEvidence,
): Choice | undefined {
  if (references.length === 0) return undefined;
  const fitting = boards
    .filter(({ devicetree }) => references.every((label) => find(devicetree, label)))
    .map(({ name, devicetree }) => ({
      name,
      score:
        disabled.filter((label) => isOkay(find(devicetree, label))).length * 4 +
        (/^nrf\d+dk_/.test(name) && words.has('dk') ? 2 : 0) +
        ([...words].some((word) => word.length > 4 && name.startsWith(word)) ? 3 : 0) -
        (name.endsWith('ns') ? 1 : 0),
    }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = fitting;
  if (!best || (second && second.score === best.score)) return undefined;
  const reasons = [
    `it has all of ${references.map((label) => `&${label}`).join(', ')}`,
    ...(disabled.length > 0 ? [`it enables ${disabled.map((label) => `&${label}`).join(' and ')}, which the overlay disables`] : []),
    ...(words.has('dk') && best.name.includes('dk') ? ['the text speaks of a DK'] : []),
  ];
  return { value: best.name, why: `${reasons.join('; ')}` };
}

function find(devicetree: Devicetree, label: string): DtNode | undefined {
  const node = devicetree.labelled(label);
  return node.known ? node.value : undefined;
}

const isOkay = (node: DtNode | undefined): boolean => node !== undefined && node.status.known && node.status.value === 'okay';
