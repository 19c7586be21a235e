import type { BodyStatement, NodeStatement, NodeTarget, TopStatement } from './tree.ts';

export type Statement = TopStatement | BodyStatement;

/**
 * The shape of a source: its statements with their names and values left out, mended where something was forgotten.
 * This is what the grammar reads; the statements themselves are kept by their offset in it. ASCII only, so offsets mean
 * the same in bytes and in characters.
 */
export class Outline {
  readonly statements = new Map<number, Statement>();
  readonly #parts: string[] = [];
  #length = 0;
  /** How many of the nodes around have no place in the tree. */
  #dropped = 0;

  get text(): string {
    return this.#parts.join('');
  }

  add(statement: Exclude<Statement, NodeStatement>): void {
    this.#write(TEXT[statement.kind], statement);
  }

  open(target: NodeTarget, statement: NodeStatement): void {
    this.#write(target.kind === 'root' ? '/{' : target.kind === 'name' ? 'x{' : '&x{', statement);
  }

  close(): void {
    this.#write('};');
  }

  /** Leaves out what is added until `keep` is called as often. */
  drop(): void {
    this.#dropped++;
  }

  keep(): void {
    this.#dropped--;
  }

  #write(text: string, statement?: Statement): void {
    if (this.#dropped > 0) return;
    if (statement) this.statements.set(this.#length, statement);
    this.#parts.push(text);
    this.#length += text.length;
  }
}

const TEXT = {
  property: 'x;',
  'delete-node': '/delete-node/ x;',
  'delete-property': '/delete-property/ x;',
  'included-tree': '/include/""',
} as const;
