import { valueOf } from '../../model/fact.ts';
import { flashNodes } from '../../model/flash/flash-nodes.ts';
import { chipOf } from '../../model/flash/jedec.ts';
import { bytesProperty } from '../../model/flash/sfdp.ts';
import type { SdkFacts } from '../../model/sdk-facts.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'devicetree/misleading-label',
  severity: 'info',
  about: () => ({
    summary: 'A flash node that is called after a chip describes that chip.',
    why: `
Labels and node names are free: a node that is changed to another chip keeps the name of the old one, and everything works. The
next one who reads the overlay, or compares it with MCUboot's, takes the wrong chip for fitted.`,
    exceptions: `
Only chips whose JEDEC id a file of yours sets, and names that tell maker and size. A label that the board gives is worth
keeping as long as aliases or code refer to it.`,
    sources: ['zephyr/boards/arm/nrf52840dk_nrf52840/nrf52840dk_nrf52840.dts:219-240 (2.4.0)'],
  }),

  *check(configuration) {
    const { sdk } = configuration;
    if (!sdk.known) return;
    const told = new Set<string>();
    for (const { node } of flashNodes(configuration)) {
      const id = valueOf(bytesProperty(node, 'jedec-id'));
      const span = projectSpan(node.properties.get('jedec-id')?.origins[0]);
      const name = [...node.labels, node.name.split('@')[0]!].find((one) => partOf(one));
      const part = name === undefined ? undefined : partOf(name);
      if (id?.length !== 3 || !span || !part || told.has(`${span.file.path}:${span.start}`)) continue;
      const chip = described(id, sdk.value);
      if (agrees(part, chip)) continue;
      told.add(`${span.file.path}:${span.start}`);
      yield {
        message: `${called(node)} is called after another chip than the one it describes, ${chip.title}`,
        at: { span, text: chip.title },
        because: [reason(`"${name}" names a chip of ${part.maker}, ${part.megabits} Mbit`, node.origins.at(-1))],
        help: 'a second label says what it is without breaking what refers to the old one',
      };
    }
  },
});

interface Part {
  readonly maker: string;
  /** First byte of the JEDEC id. */
  readonly id: number;
  readonly megabits: number;
}

/** What a part number says, `mx25r6435f`, `w25q128`. Names of the makers' data sheets. */
function partOf(name: string): Part | undefined {
  for (const [pattern, maker, id] of FAMILIES) {
    const digits = pattern.exec(name)?.[1];
    if (digits !== undefined) return { maker, id, megabits: SMALL[digits] ?? Number(digits) };
  }
  return undefined;
}

const FAMILIES: readonly (readonly [pattern: RegExp, maker: string, id: number])[] = [
  [/^mx25[a-z]{1,2}(512|256|128|64|32|16|80|40|20)/i, 'Macronix', 0xc2],
  [/^w25q(512|256|128|64|32|16|80|40|20)/i, 'Winbond', 0xef],
  [/^gd25[a-z]{1,2}(512|256|128|64|32|16|80|40|20)/i, 'GigaDevice', 0xc8],
  [/^is25[a-z]{2}0?(512|256|128|64|32|16|80|40|20)/i, 'ISSI', 0x9d],
];

/** Part numbers of small chips have a zero for eighths: 80 is 8 Mbit. */
const SMALL: Readonly<Record<string, number>> = { '80': 8, '40': 4, '20': 2 };

function described(id: readonly number[], { chips }: SdkFacts) {
  const chip = chipOf(id, chips);
  const hex = id.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return {
    id: id[0]!,
    megabits: chip && (chip.bytes * 8) / 0x100000,
    title: chip ? `${chip.title} of ${(chip.bytes * 8) / 0x100000} Mbit` : `a chip with the JEDEC id ${hex}`,
  };
}

const agrees = (part: Part, chip: ReturnType<typeof described>): boolean =>
  part.id === chip.id && (chip.megabits === undefined || chip.megabits === part.megabits);
