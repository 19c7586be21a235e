import type { Image } from '../../model/application.ts';
import { is, type Known } from '../../model/fact.ts';
import type { AssignmentIn, KconfigView } from '../../model/kconfig/evaluate.ts';
import { type SdkFacts, sdkLine } from '../../model/sdk-facts.ts';
import { ADDED_FILES } from '../../sdk/added-files.ts';
import { assignmentFacts, linesOf } from './assignments.ts';
import type { ImageContext } from './context.ts';

/** What the application's build adds to the files of MCUboot. */
export interface HandedOn {
  readonly assignments: readonly AssignmentIn[];
  /** Paths in the SDK. */
  readonly overlays: readonly string[];
}

/** By what the application's Kconfig says; the files are those of the SDK that is there, else what was read of them. */
export function handedOn({ sdk, checkout }: ImageContext, app: Image): HandedOn {
  if (!sdk.known) return NOTHING;
  const facts = sdk.value;
  if (checkout?.hasZephyr)
    return added(
      app,
      (path) => linesOf(checkout, path),
      (path) => checkout.files.stat(path)?.kind === 'file',
    );
  const lines = facts.image('mcuboot')?.added;
  if (!lines) return { assignments: ofSecondary(facts, app), overlays: [] };
  return added(
    app,
    (path) => assignmentFacts(facts, lines[path]?.assignments ?? []),
    (path) => facts.trees.tree(path) !== undefined,
  );
}

const NOTHING: HandedOn = { assignments: [], overlays: [] };

function added(
  { kconfig }: Image,
  linesIn: (path: string) => readonly AssignmentIn[],
  isThere: (overlay: string) => boolean,
): HandedOn {
  const assignments: AssignmentIn[] = [];
  const overlays: string[] = [];
  for (const [path, when] of ADDED_FILES) {
    const on = areOn(kconfig, path, when);
    if (!on) continue;
    if (path.endsWith('.overlay')) overlays.push(path);
    else
      for (const line of linesIn(path)) {
        // Of what is handed on under its own name the user knows where he asked for it.
        const asked = line.symbol === when[0] ? on[0]?.origins[0] : undefined;
        assignments.push(asked ? { ...line, origin: asked } : line);
      }
  }
  return { assignments, overlays: overlays.filter(isThere) };
}

/**
 * What says that a file is added; undefined where it is not, or nobody knows. The first one that says no decides: what the
 * others depend on is a long way to go.
 */
function areOn(kconfig: KconfigView, path: string, when: readonly string[]): readonly Known<boolean>[] | undefined {
  const on: Known<boolean>[] = [];
  for (const symbol of when) {
    const fact = kconfig.bool(symbol);
    if (is(fact, true)) on.push(fact);
    // Of an overlay what is not known to be left out is there: a node that nobody uses does no harm.
    else if (fact.known || !path.endsWith('.overlay')) return undefined;
  }
  return when.length > 0 && on.length === 0 ? undefined : on;
}

/** What matters most, of versions whose files nobody has read. */
function ofSecondary(sdk: SdkFacts, { kconfig }: Image): readonly AssignmentIn[] {
  const secondary = kconfig.bool('CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY');
  if (!is(secondary, true)) return [];
  const origin = secondary.origins[0] ?? sdkLine(sdk, 'nrf/modules/mcuboot/CMakeLists.txt:204');
  return [{ symbol: 'PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY', value: 'y', origin }];
}
