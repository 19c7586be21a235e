/** What a run of the command sees of the world besides files: a process, or what a test stands in for it. */
export interface Surroundings {
  /** The working directory, absolute. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: Output;
  readonly err: Output;
  /** Standard input up to its end, or a little more than `limit` bytes of it. */
  input(limit: number): Promise<Uint8Array>;
  /** Whether a person types it. */
  readonly inputIsTTY?: boolean | undefined;
  /** Told when `ncslint [path...]` has linted an application: what such a run needed, the next one will need, too. */
  readonly linted?: (what: LintedWhat) => void;
}

export interface LintedWhat {
  readonly hasFindings: boolean;
  /** Of all applications. */
  readonly configurations: number;
}

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}
