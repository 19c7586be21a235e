import type { Expression, SymbolName } from './expression.ts';
import type { Text } from './text.ts';

/** What stands in a file, in order. `line` counts from 1: the first line of a statement that is continued. */
export type Statement = Config | Choice | Menu | If | Comment | Source | MacroStatement;

/** `config` or `menuconfig`; `configdefault`, from Zephyr 3.6 on, has nothing but defaults. */
export interface Config {
  readonly kind: 'config' | 'configdefault';
  readonly name: SymbolName;
  readonly properties: readonly Property[];
  readonly line: number;
}

export interface Choice {
  readonly kind: 'choice';
  readonly name: Text | undefined;
  readonly properties: readonly Property[];
  readonly body: readonly Statement[];
  readonly line: number;
}

export interface Menu {
  readonly kind: 'menu';
  readonly properties: readonly Property[];
  readonly body: readonly Statement[];
  readonly line: number;
}

export interface If {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly body: readonly Statement[];
  readonly line: number;
}

export interface Comment {
  readonly kind: 'comment';
  readonly properties: readonly Property[];
  readonly line: number;
}

/** `source`, and with `relative` and `optional` its relatives. */
export interface Source {
  readonly kind: 'source';
  readonly path: Text;
  readonly relative: boolean;
  readonly optional: boolean;
  readonly line: number;
}

/** A line for the preprocessor alone: `NAME := value`, or a call for what it does. */
export type MacroStatement =
  | {
      readonly kind: 'variable';
      readonly name: Text;
      readonly operator: '=' | ':=' | '+=';
      /** Not expanded. */
      readonly value: string;
      readonly line: number;
    }
  | { readonly kind: 'call'; readonly text: Text; readonly line: number };

export type SymbolType = 'bool' | 'tristate' | 'int' | 'hex' | 'string';

/** One of five; shared, for nearly every symbol has one. */
export interface TypeProperty {
  readonly kind: 'type';
  readonly type: SymbolType;
}

/** What stands below a `config`, `choice`, `menu` or `comment`. No `condition`: always. */
export type Property =
  | TypeProperty
  | {
      readonly kind: 'prompt';
      readonly condition?: Expression | undefined;
      readonly line: number;
    }
  | {
      readonly kind: 'default';
      readonly value: Expression;
      readonly condition?: Expression | undefined;
      readonly line: number;
    }
  | {
      readonly kind: 'select' | 'imply';
      readonly target: SymbolName;
      readonly condition?: Expression | undefined;
      readonly line: number;
    }
  | {
      readonly kind: 'range';
      readonly low: SymbolName;
      readonly high: SymbolName;
      readonly condition?: Expression | undefined;
      readonly line: number;
    }
  | { readonly kind: 'depends' | 'visible'; readonly condition: Expression; readonly line: number }
  | { readonly kind: 'environment'; readonly variable: Text; readonly line: number }
  | { readonly kind: 'optional'; readonly line: number }
  | MacroStatement;
