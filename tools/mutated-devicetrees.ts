// Devicetree files with mistakes that a machine makes, and what ncslint does with them.
import { evaluateDevicetree } from '../src/model/devicetree/evaluate.ts';
import { unknown } from '../src/model/fact.ts';
import { parseDevicetree } from '../src/syntax/devicetree/parse.ts';
import { SourceFile } from '../src/text/source.ts';

/** Bounds so small that inputs reach them. */
const limits = { expansion: 20_000, output: 200_000, includes: 50, includeDepth: 20, nesting: 60 };

/** Pieces that mean something to a preprocessor, a lexer or a parser. */
const pieces = [
  ...['/*', '*/', '//', '"', "'", '\\\n', '\\', '\r\n', '\0', '\uFEFF', '\u2028', '\u{1F600}', '\x85'],
  ...[
    '{',
    '}',
    '};',
    '(',
    ')',
    '((((',
    '))))',
    '[',
    ']',
    '<',
    '>',
    '<<',
    '>>',
    ';',
    ',',
    ':',
    '&',
    '&{',
    '#',
    '##',
    '=',
    '?',
    '...',
  ],
  ...[
    '#define A A\n',
    '#define B(x) x B(x)\n',
    '#define C(x, ...) #x ## __VA_ARGS__\n',
    '#undef A\n',
    'A',
    'B(B)(1)',
    'C(1, 2)',
  ],
  ...[
    '#define D D2 D2\n#define D2 D3 D3\n#define D3 D4 D4\n#define D4 D5 D5\n#define D5 1 1\nD D D\n',
    '__VA_OPT__(',
    'defined(A)',
  ],
  ...[
    '#if 1\n',
    '#if A(\n',
    '#elif (1 ? 2 : 0) && 1 / 0\n',
    '#else\n',
    '#endif\n',
    '#ifdef\n',
    '#if -9223372036854775808 / -1\n',
  ],
  ...[
    '#include "',
    '#include <self.dtsi>\n',
    '#include "self.dtsi"\n',
    '/include/ "self.dtsi"',
    '#error\n',
    '#line 3\n',
    '#pragma once\n',
  ],
  ...[
    '/dts-v1/;',
    '/delete-node/ ',
    '/delete-property/ ',
    '/bits/ 8 ',
    '/bits/ 64 ',
    '/omit-if-no-ref/ ',
    '/memreserve/ ',
    '/incbin/("',
  ],
  ...[
    'a: ',
    '&a ',
    '/ {',
    'a@0 {',
    'status = "',
    'reg = <',
    '0x',
    '0xffffffffffffffffff',
    '1 << 99',
    "'\\x",
    '%',
    'NRF_PSEL(',
  ],
];

export interface Fuzzing {
  /** Checks so many inputs; returns those that went wrong, with what did. */
  run(count: number): readonly { readonly text: string; readonly why: string }[];
  readonly characters: number;
  readonly work: number;
}

/** `texts` are mutated and joined; the same `seed` gives the same inputs. */
export function fuzzing(texts: readonly string[], seed: number): Fuzzing {
  const random = generator(seed);
  const below = (end: number): number => Math.floor(random() * end);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const resolver = {
    resolve: (name: string) => (name === 'self.dtsi' ? self : includes.get(name)),
  };
  const includes = new Map(
    texts.slice(0, 50).map((text, index) => [`x${index}.dtsi`, new SourceFile(`x${index}.dtsi`, text)]),
  );
  let self = new SourceFile('self.dtsi', '');
  const total = { characters: 0, work: 0 };

  return {
    run(count) {
      const wrong: { text: string; why: string }[] = [];
      for (let n = 0; n < count; n++) {
        const text = mutated();
        const why = faultOf(text, n % 200 === 0);
        if (why !== undefined) wrong.push({ text, why });
      }
      return wrong;
    },
    get characters() {
      return total.characters;
    },
    get work() {
      return total.work;
    },
  };

  function mutated(): string {
    let text = pick(texts);
    for (let left = 1 + below(6); left > 0; left--) text = mutation(text);
    return text;
  }

  function mutation(text: string): string {
    const [a, b] = [below(text.length + 1), below(text.length + 1)].sort((x, y) => x - y) as [number, number];
    const near = Math.min(b, a + 1 + below(40));
    switch (below(8)) {
      case 0:
        return text.slice(0, a) + text.slice(near);
      case 1:
        return text.slice(0, a) + pick(pieces) + text.slice(a);
      case 2:
        return text.slice(0, a) + pick(pieces) + text.slice(near);
      case 3:
        return text.slice(0, a) + text.slice(a, near).repeat(1 + below(30)) + text.slice(near);
      case 4:
        return text.slice(0, a);
      case 5: {
        const other = pick(texts);
        const from = below(other.length + 1);
        return text.slice(0, a) + other.slice(from, from + below(400)) + text.slice(a);
      }
      case 6:
        return text.slice(0, a) + String.fromCharCode(below(128)) + text.slice(a + 1);
      default:
        return text.slice(0, a) + text.slice(near, b) + text.slice(a, near) + text.slice(b);
    }
  }

  function faultOf(text: string, grows: boolean): string | undefined {
    try {
      const work = workOf(text);
      total.characters += text.length;
      total.work += work;
      // Every include may be read, and every expansion spent.
      const most = 5000 + 200 * text.length + 20 * limits.expansion + 100 * limits.output;
      if (work > most) return `${work} steps for ${text.length} characters`;
      if (!grows) return undefined;
      const [one, four] = [workOf(text.repeat(2)), workOf(text.repeat(8))];
      return four > 5 * one + 20 * limits.expansion
        ? `${one} steps for it twice, ${four} for it eight times`
        : undefined;
    } catch (error) {
      return String((error as Error).stack);
    }
  }

  function workOf(text: string): number {
    const source = new SourceFile('self.dtsi', text);
    self = source;
    const parsed = parseDevicetree(source, { resolver, limits });
    const options = { includedTree: () => undefined, sdkVersion: '' };
    const tree = evaluateDevicetree(unknown('the board'), [{ kind: 'source', source: parsed.tree }], options);
    for (const node of tree.nodes) for (const { values } of node.properties.values()) values.length;
    return parsed.work;
  }
}

/** Numbers from 0 to 1, always the same for a seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
