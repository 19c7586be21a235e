import type { BodyStatement, NodeStatement, TopStatement } from './tree.ts';

export type Statement = TopStatement | BodyStatement;

/** The statements of a source in each other, put together while they are read. */
export class StatementTree {
  readonly statements: TopStatement[] = [];
  /** Of the nodes that are open, the innermost last. */
  readonly #bodies: Statement[][] = [];
  /** How many of the nodes around have no place in the tree. */
  #dropped = 0;

  add(statement: Exclude<Statement, NodeStatement>): void {
    this.#put(statement);
  }

  /** What is added until `close` is called stands in the node. */
  open(node: NodeStatement): void {
    if (this.#dropped > 0) return;
    this.#put(node);
    this.#bodies.push(node.body as BodyStatement[]);
  }

  close(): void {
    if (this.#dropped === 0) this.#bodies.pop();
  }

  /** Leaves out what is added until `keep` is called as often. */
  drop(): void {
    this.#dropped++;
  }

  keep(): void {
    this.#dropped--;
  }

  #put(statement: Statement): void {
    if (this.#dropped === 0) (this.#bodies.at(-1) ?? (this.statements as Statement[])).push(statement);
  }
}
