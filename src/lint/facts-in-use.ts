import type { Choice } from '../diagnostic/report.ts';
import type { Era } from '../model/application.ts';
import type { SdkFacts } from '../model/sdk-facts.ts';
import type { FoundCheckout } from '../project/find-checkout.ts';
import type { Workspace } from '../project/workspace.ts';
import { withCheckout } from '../sdk/checkout-facts.ts';
import type { ChosenFacts, FactsChoice } from '../sdk/shipped.ts';

/** What is known of the SDK that an application is built with. */
export interface SdkInUse {
  readonly version: Choice | undefined;
  /** What chooses the facts that are assumed, where nothing says the version. */
  readonly mentioned: Choice | undefined;
  readonly checkout: FoundCheckout | undefined;
}

/** The facts that count for a build, with what the SDK itself says where it is there; undefined where there are none. */
export function factsInUse(
  facts: FactsChoice,
  { version, mentioned, checkout }: SdkInUse,
  era: Era,
): ChosenFacts | undefined {
  const chosen = (mentioned && assumedFacts(facts, mentioned, era)) ?? facts(version?.value, era);
  return chosen && checkout ? { ...chosen, facts: withCheckout(chosen.facts, checkout.checkout) } : chosen;
}

/** Of a version that is only mentioned; undefined where there are none for this build system. */
function assumedFacts(facts: FactsChoice, mentioned: Choice, era: Era): ChosenFacts | undefined {
  const chosen = facts(mentioned.value, era);
  const why = chosen?.exact ? mentioned.why : `${mentioned.why}, and ${chosen?.why}`;
  return chosen && { ...chosen, exact: false, why };
}

/** "shipped facts of NCS 2.4.0, and the SDK in /ncs/v2.4.0, from ZEPHYR_BASE" */
export function sourceOf(workspace: Workspace, facts: SdkFacts, found: FoundCheckout | undefined): string {
  if (!found) return facts.source;
  const { folder, hasZephyr } = found.checkout;
  const parts = hasZephyr ? '' : ', which has no zephyr folder';
  return `${facts.source}, and the SDK in ${workspace.shown(folder)}${parts}, ${found.why}`;
}
