/** One `config`, `menuconfig`, `configdefault` or `choice`: all definitions of a name together make the symbol. */
export interface KconfigDefinition {
  readonly kind: 'symbol' | 'choice';
  /** Without prefix; of a choice without a name "choice at <file>:<line>". */
  readonly name: string;
  /** Absent where the definition only adds to another one. */
  readonly type?: KconfigType;
  /** The condition of the prompt; "y" without one. Absent: this definition has no prompt. */
  readonly prompt?: string;
  /** All `depends on` and enclosing `if`, `menu` and `choice`, joined by &&. */
  readonly depends?: string;
  /** The choice a symbol is a member of. */
  readonly choice?: string;
  /** Strings without their quotes. Of a choice the members, in the order of preference. */
  readonly defaults?: readonly ConditionalLine[];
  /** Symbols that are forced to y. */
  readonly selects?: readonly ConditionalLine[];
  /** Symbols that become y unless something says otherwise. */
  readonly implies?: readonly ConditionalLine[];
  /** Of `range`: the lowest value. */
  readonly lowest?: readonly ConditionalLine[];
  /** `<file>:<line>`, 1-based. */
  readonly at: string;
}

export type KconfigType = 'bool' | 'int' | 'hex' | 'string';

export interface ConditionalLine {
  readonly value: string;
  readonly if?: string;
  readonly at: string;
}
