import { hasPrompt, type KconfigSymbol } from './symbols.ts';

/** What lines say about a symbol. */
export type Details = Pick<
  KconfigSymbol,
  'type' | 'choice' | 'definitions' | 'defaults' | 'ranges' | 'selectedBy' | 'impliedBy'
>;

/** A symbol whose details are looked up when they are asked for: of 20,000 a run wants a few hundred. */
export class SymbolOnDemand implements KconfigSymbol {
  readonly op = 'symbol';
  readonly name: string;
  readonly id: number;
  readonly missing = undefined;
  readonly isConstant = false;
  readonly #detailsOf: (symbol: KconfigSymbol) => Details;
  #details: Details | undefined;

  constructor(name: string, id: number, detailsOf: (symbol: KconfigSymbol) => Details) {
    this.name = name;
    this.id = id;
    this.#detailsOf = detailsOf;
  }

  get type(): Details['type'] {
    return this.#own.type;
  }

  get choice(): Details['choice'] {
    return this.#own.choice;
  }

  get definitions(): Details['definitions'] {
    return this.#own.definitions;
  }

  get defaults(): Details['defaults'] {
    return this.#own.defaults;
  }

  get ranges(): Details['ranges'] {
    return this.#own.ranges;
  }

  get selectedBy(): Details['selectedBy'] {
    return this.#own.selectedBy;
  }

  get impliedBy(): Details['impliedBy'] {
    return this.#own.impliedBy;
  }

  get hasPrompt(): boolean {
    return hasPrompt(this);
  }

  get #own(): Details {
    this.#details ??= this.#detailsOf(this);
    return this.#details;
  }
}
