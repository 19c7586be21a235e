import type { Image } from '../../model/application.ts';
import { type Fact, is } from '../../model/fact.ts';
import type { AssignmentIn, KconfigView } from '../../model/kconfig/evaluate.ts';
import { type SdkFacts, sdkLine } from '../../model/sdk-facts.ts';
import { filesAddedTo } from '../../sdk/added-files.ts';
import { assignmentFacts, linesOf } from './assignments.ts';
import type { ImageContext } from './context.ts';

/** What the application's build adds to the files of a child image. */
export interface HandedOn {
  readonly assignments: readonly AssignmentIn[];
  /** Symbols that it may assign, each with what is missing to know. */
  readonly undecided: ReadonlyMap<string, string>;
  /** Paths in the SDK. */
  readonly overlays: readonly string[];
}

/** By what the application's Kconfig says; the files are those of the SDK that is there, else what was read of them. */
export function handedOn({ sdk, checkout }: ImageContext, image: string, app: Image): HandedOn {
  if (!sdk.known) return NOTHING;
  const facts = sdk.value;
  if (checkout?.hasZephyr) {
    const found = added(
      app,
      image,
      (path) => linesOf(checkout, path),
      (path) => checkout.files.stat(path)?.kind === 'file',
    );
    return { ...found, assignments: [...found.assignments, ...inBuild(facts, image, app)] };
  }
  const lines = facts.image(image)?.added;
  if (!lines) return NOTHING;
  return added(
    app,
    image,
    (path) => assignmentFacts(facts, lines[path]?.assignments ?? []),
    (path) => facts.trees.tree(path) !== undefined,
  );
}

const NOTHING: HandedOn = { assignments: [], undecided: new Map(), overlays: [] };

function added(
  { kconfig }: Image,
  image: string,
  linesIn: (path: string) => readonly AssignmentIn[],
  isThere: (overlay: string) => boolean,
): HandedOn {
  const assignments: AssignmentIn[] = [];
  const undecided = new Map<string, string>();
  const overlays: string[] = [];
  for (const [path, when] of filesAddedTo(image)) {
    const found = asked(kconfig, when);
    if (path.endsWith('.overlay')) {
      // Of an overlay what is not known to be left out is there: a node that nobody uses does no harm.
      if (found?.some((fact) => fact.known)) overlays.push(path);
      continue;
    }
    const [first] = found ?? [];
    const missing = found?.find((fact) => !fact.known);
    for (const line of found ? linesIn(path) : []) {
      // Of what is handed on under its own name the user knows where he asked for it.
      const origin = first?.known && line.symbol === when[0] ? first.origins[0] : undefined;
      if (missing?.known === false) undecided.set(line.symbol, missing.missing);
      else assignments.push(origin ? { ...line, origin, at: line.origin } : line);
    }
  }
  return { assignments, undecided, overlays: overlays.filter(isThere) };
}

/**
 * What is asked for a file, as far as it is on or nobody knows; undefined where one of them is off. The first one that says
 * no decides: what the others depend on is a long way to go.
 */
function asked(kconfig: KconfigView, when: readonly string[]): readonly Fact<boolean>[] | undefined {
  const facts: Fact<boolean>[] = [];
  for (const symbol of when) {
    const fact = kconfig.bool(symbol);
    if (is(fact, false)) return undefined;
    facts.push(fact);
  }
  return facts;
}

/** nrf/cmake/multi_image.cmake:244 (2.4.0); b0n is a child of the image on its core. */
function inBuild(sdk: SdkFacts, image: string, { kconfig }: Image): readonly AssignmentIn[] {
  const mcuboot = kconfig.bool('BOOTLOADER_MCUBOOT');
  if (image === 'b0n' || !is(mcuboot, true)) return [];
  const at = sdkLine(sdk, 'nrf/cmake/multi_image.cmake:244');
  return [{ symbol: 'NCS_MCUBOOT_IN_BUILD', value: 'y', origin: mcuboot.origins[0] ?? at, at }];
}
