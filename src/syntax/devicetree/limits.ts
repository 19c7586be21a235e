/** What one devicetree source may cost. Over a bound a problem says so, and the rest goes on. */
export interface Limits {
  /** How deep includes may nest. cpp itself stops at 200. */
  readonly includeDepth: number;
  readonly includes: number;
  /** Tokens that macros may produce and arguments may hold, all uses together. */
  readonly expansion: number;
  /** How deep macro calls may stand in each other's arguments. */
  readonly expansionDepth: number;
  /** Characters after preprocessing. */
  readonly output: number;
  /** How deep nodes, and brackets of an expression, may nest. */
  readonly nesting: number;
}

export const LIMITS: Limits = {
  includeDepth: 64,
  includes: 2000,
  expansion: 1_000_000,
  expansionDepth: 64,
  output: 16_000_000,
  nesting: 200,
};
