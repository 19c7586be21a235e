import { type FactsChoice, shippedChoice } from '../sdk/shipped.ts';
import { assets } from './assets.ts';

/** The facts in this package. */
export const shippedKnowledge: FactsChoice = shippedChoice((name) => {
  try {
    return assets.facts(name);
  } catch {
    return undefined;
  }
});
