import type { SymbolName } from '../../syntax/kconfig-file/expression.ts';
import { SLOTS } from '../../syntax/kconfig-file/words.ts';
import type { KconfigSymbol } from './symbols.ts';

/** What names stand for in one tree, found by their objects: a name stands in ten places, and to look up its text takes longer. */
export class MetNames {
  readonly #names: SymbolName[] = new Array(SLOTS);
  readonly #symbols: KconfigSymbol[] = new Array(SLOTS);

  of(name: SymbolName): KconfigSymbol | undefined {
    const { slot } = name;
    return slot >= 0 && this.#names[slot] === name ? this.#symbols[slot] : undefined;
  }

  keep(name: SymbolName, symbol: KconfigSymbol): KconfigSymbol {
    const { slot } = name;
    if (slot >= 0) {
      this.#names[slot] = name;
      this.#symbols[slot] = symbol;
    }
    return symbol;
  }

  /** Once the tree is complete nobody asks. */
  forget(): void {
    this.#names.length = 0;
    this.#symbols.length = 0;
  }
}
