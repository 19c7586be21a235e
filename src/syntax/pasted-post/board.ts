import type { PostPiece } from '../pasted-post.ts';
import type { PostLine } from './post-line.ts';

export interface BoardHint {
  /**
   * `board`: a name the build knows, "nrf52840dk_nrf52840"; `word`: one if there is such a board, "particle_xenon"; `kit`: as
   * people say it, "nRF52840 DK"; `soc`: a chip only.
   */
  readonly kind: 'board' | 'word' | 'kit' | 'soc';
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  /** As a clause: "from `-b nrf52840dk_nrf52840` on line 12 of the post". */
  readonly why: string;
}

/**
 * What speaks for a board without naming it. A board fits when it has all references and nodes, and has enabled what the
 * overlays disable, for nobody switches off what is off already. Of those that fit, a kit is meant where a kit is spoken of.
 */
export interface BoardEvidence {
  /** Labels the overlays change or refer to but do not define at their top: they have to come from the board. */
  readonly references: readonly LabelReference[];
  /** Of the references those whose status the overlays set to "disabled". */
  readonly disabled: readonly LabelReference[];
  /** Nodes that overlays write below one of the board's labels, `mx25r64: mx25r6435f@0` below `&qspi`. */
  readonly nodes: readonly {
    readonly parent: string;
    readonly label: string | undefined;
    readonly name: string;
    readonly line: number;
  }[];
  /** The first place that speaks of "the DK", whichever it is. */
  readonly kit: { readonly text: string; readonly line: number } | undefined;
}

export interface LabelReference {
  /** Without `&`. */
  readonly label: string;
  /** 1-based. */
  readonly line: number;
}

/** Commands first, then file names, logs, names of boards, names of kits, chips. */
export function boardHints(lines: readonly PostLine[], pieces: readonly PostPiece[]): BoardHint[] {
  const found: (BoardHint & { readonly rank: number })[] = pieces.flatMap(({ file, fromLine }) => {
    const text =
      /^boards\/([\w-]+?)\.(?:overlay|conf)$/.exec(file)?.[1] ??
      /^pm_static_([a-z0-9]+_[\w-]+?)\.ya?ml$/.exec(file)?.[1];
    return text === undefined
      ? []
      : [{ kind: 'board' as const, text, line: fromLine, why: `from the name of ${file}`, rank: 1 }];
  });
  for (const { prose: text, number } of lines) {
    for (const { rank, kind, pattern } of NAMES) {
      for (const match of text.matchAll(pattern)) {
        const name = match.groups!.name!;
        found.push({
          kind,
          text: name,
          line: number,
          why: `from \`${match[0].trim()}\` on line ${number} of the post`,
          rank,
        });
      }
    }
  }
  found.sort((a, b) => a.rank - b.rank || a.line - b.line);
  const seen = new Set<string>();
  return found.flatMap(({ rank: _, ...hint }) => {
    const key = hint.text.toLowerCase().replace(/[\s-]/g, '');
    if (seen.has(key)) return [];
    seen.add(key);
    return [hint];
  });
}

const BOARD = '(?<name>[a-z0-9]+(?:[_/@][a-z0-9.]+)*)';

const NAMES: readonly { rank: number; kind: BoardHint['kind']; pattern: RegExp }[] = [
  { rank: 0, kind: 'board', pattern: new RegExp(String.raw`\bwest build\b.*?\s(?:-b|--board)[ =]${BOARD}`, 'g') },
  { rank: 0, kind: 'board', pattern: new RegExp(`-DBOARD(?::STRING)?=${BOARD}`, 'g') },
  { rank: 2, kind: 'board', pattern: new RegExp(`-- Board: ${BOARD}`, 'g') },
  { rank: 2, kind: 'board', pattern: new RegExp(String.raw`^\s*Board(?: target)?[ :=]+${BOARD}`, 'gi') },
  // Board names as the build knows them carry a chip: nrf52840dk_nrf52840, nrf5340dk/nrf5340/cpuapp/ns, thingy53_nrf5340_cpuapp.
  {
    rank: 3,
    kind: 'board',
    pattern: /(?<![\w/.-])(?!boards\/)(?<name>[a-z][a-z0-9]*[_/](?:nrf\d{2}\w*)(?:\/\w+)*)\b(?!\.(?:h|c|dtsi)\b)/g,
  },
  { rank: 4, kind: 'word', pattern: /(?<![\w/.-])(?<name>[a-z][a-z0-9]*(?:_[a-z0-9]+)+)(?![\w/.])/g },
  {
    rank: 4,
    kind: 'kit',
    pattern:
      /\b(?<name>nRF[\s-]?(?:\d{2}[A-Za-z0-9]{0,6}?[\s-]?(?:DK|dongle|development kit)|DK[\s-]?\d{2,5}|5340[\s_-]?Audio(?:[\s_-]?DK)?))(?![\w/])/gi,
  },
  { rank: 4, kind: 'kit', pattern: /\b(?<name>Thingy:?\s?(?:52|53|91)(?:\s?X)?|PCA\d{5})\b/gi },
  { rank: 5, kind: 'soc', pattern: /(?<![\w/])(?<name>nRF(?:5[1-4]\d{1,3}|54[LH]\w{2}|91\d{2})[A-Z]{0,2})(?![\w/])/gi },
];

export function boardEvidence(lines: readonly PostLine[], pieces: readonly PostPiece[]): BoardEvidence {
  const overlays = pieces.filter(({ kind }) => kind === 'overlay');
  const references = new Map<string, LabelReference>();
  const disabled = new Map<string, LabelReference>();
  const defined = new Set<string>();
  const nodes: BoardEvidence['nodes'][number][] = [];
  for (const { text, fromLine } of overlays) {
    const parents: string[] = [];
    for (const [index, line] of withoutComments(text).split('\n').entries()) {
      const number = fromLine + index;
      for (const match of line.matchAll(/&(\w+)/g)) {
        const label = match[1]!;
        if (!references.has(label)) references.set(label, { label, line: number });
      }
      const node = /^\s*(?:(\w+):\s*)?([\w,.+-]+(?:@[\w,]+)?)\s*\{/.exec(line);
      if (node) {
        if (node[1] !== undefined) defined.add(node[1]);
        const parent = parents.at(-1);
        if (parent?.startsWith('&'))
          nodes.push({ parent: parent.slice(1), label: node[1], name: node[2]!, line: number });
      }
      const parent = parents.at(-1) ?? /^\s*(&\w+)\s*\{/.exec(line)?.[1];
      if (parent?.startsWith('&') && /\bstatus\s*=\s*"disabled"/.test(line)) {
        disabled.set(parent.slice(1), { label: parent.slice(1), line: number });
      }
      for (const [brace] of line.matchAll(/[{}]/g)) {
        if (brace === '{') parents.push(/^\s*(&\w+)/.exec(line)?.[1] ?? '');
        else parents.pop();
      }
    }
  }
  const kit = lines.flatMap(({ prose: text, number }) => {
    const word = /\b(?:the|my|a|our|this|custom)?\s?\b(DV?K|(?:development|dev|evaluation) (?:kit|board)|devkit)\b/i
      .exec(text)?.[0]
      .trim();
    return word === undefined ? [] : [{ text: word, line: number }];
  })[0];
  return {
    references: [...references.values()].filter(({ label }) => !defined.has(label)),
    disabled: [...disabled.values()],
    nodes,
    kit,
  };
}

/** With their line breaks left in. */
const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*/g, (comment) => comment.replace(/[^\n]/g, ' '));
