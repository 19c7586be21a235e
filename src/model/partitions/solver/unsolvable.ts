/** Why there is no layout. Thrown inside of the solver only. */
export class Unsolvable extends Error {
  /** The partitions at fault, as far as that is one of them. */
  readonly partitions: readonly string[];

  constructor(message: string, ...partitions: readonly string[]) {
    super(message);
    this.partitions = partitions;
  }
}
