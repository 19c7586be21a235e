import type { Origin } from '../diagnostic/origin.ts';
import type { ShownPlace } from '../diagnostic/show.ts';
import type { DifferenceReason } from '../diagnostic/verification.ts';
import type { Fact } from '../model/fact.ts';
import type { ComposedFile } from '../project/compose/composition.ts';
import type { Workspace } from '../project/workspace.ts';
import { decidingPlace, shownPlace } from '../show/place.ts';
import { filesOf, optionFor } from './files.ts';
import type { BothSides } from './verification.ts';

/** Why a build differs from what was computed, as far as its folder tells. */
export interface Reasons {
  ofImage(): DifferenceReason;
  /** `predicted`: the value that was computed. `isDefined`: whether there are facts about the symbol. */
  ofSymbol(image: string | undefined, symbol: string, predicted: Fact<string>, isDefined: boolean): DifferenceReason;
  /** `place`: that of what was computed, or of what stands around it. */
  ofNode(image: string, place: ShownPlace | undefined): DifferenceReason;
  ofPartition(place: ShownPlace | undefined): DifferenceReason;
  place(fact: Fact<unknown>): ShownPlace | undefined;
  placeOf(origin: Origin): ShownPlace;
  firstPlace(origins: readonly Origin[]): ShownPlace | undefined;
}

export function reasonsOf(workspace: Workspace, sides: BothSides): Reasons {
  const { built } = sides;
  const changed = (built.built?.changed ?? []).map((path) => workspace.shown(path));
  const general = (place?: ShownPlace): DifferenceReason => generalReason(sides, changed, place);
  return {
    ofImage: () => general(),
    ofSymbol: (image, ...symbol) => ofSymbol(image ?? 'sysbuild', ...symbol),
    ofNode,
    ofPartition: general,
    place: decidingPlace,
    placeOf: shownPlace,
    firstPlace: ([origin]) => origin && shownPlace(origin),
  };

  function ofSymbol(image: string, symbol: string, value: Fact<string>, isDefined: boolean): DifferenceReason {
    const { read, unread } = filesOf(sides, image, 'fragments');
    const setting = read.filter(({ path }) => assigns(path, symbol));
    if (setting.length > 0) return readBy(setting, optionFor(image, 'fragments'));
    const notReadYet = notRead(value.known ? value.origins.map(shownPlace) : [], unread);
    if (notReadYet) return notReadYet;
    const reason = general(decidingPlace(value));
    // Without facts about it an assignment is taken to count.
    return isDefined || reason.kind === 'changed' ? reason : IGNORED;
  }

  function ofNode(image: string, place: ShownPlace | undefined): DifferenceReason {
    const { read, unread } = filesOf(sides, image, 'overlays');
    if (read.length > 0) return readBy(read, optionFor(image, 'overlays'));
    return notRead(place ? [place] : [], unread) ?? general(place);
  }

  function assigns(path: string, symbol: string): boolean {
    const assignments = workspace.fragment(path)?.tree.assignments ?? [];
    return assignments.some((one) => one.symbol === `CONFIG_${symbol}`);
  }

  function readBy(files: readonly ComposedFile[], option: string): DifferenceReason {
    const names = files.map(({ path }) => workspace.shown(path)).join(', ');
    return { kind: 'argument', text: `the build has read ${names}, which nothing names: ${option} is missing` };
  }

  function notRead(places: readonly ShownPlace[], unread: readonly ComposedFile[]): DifferenceReason | undefined {
    const names = new Set(unread.map(({ path }) => workspace.shown(path)));
    const place = places.find((one) => one.kind === 'project' && names.has(one.file));
    return place?.kind === 'project' ? { kind: 'unread', text: `the build has not read ${place.file}` } : undefined;
  }
}

const IGNORED: DifferenceReason = {
  kind: 'ignored',
  text: 'Kconfig did not take the assignment: nobody defines the symbol, it has no prompt, what it depends on is not met, or the line is younger than the build',
};

/** What may lie behind any difference, the likeliest first. `place`: what was computed rests on it. */
function generalReason(
  { built, predicted, results }: BothSides,
  changed: readonly string[],
  place: ShownPlace | undefined,
): DifferenceReason {
  if (changed.length > 0) {
    const [first, ...others] = changed;
    const names = others.length === 0 ? first : `${first} and ${others.length} more`;
    return { kind: 'changed', text: `${names} ${others.length === 0 ? 'is' : 'are'} newer than the build` };
  }
  if (results.isOfSdk === false)
    return { kind: 'version', text: 'it was built with a Zephyr that is not the one of the nRF Connect SDK' };
  // A board or a chip may be known from an older version than the rest.
  const known = place?.kind === 'sdk' ? place.version : predicted.report.sdk?.value;
  if (results.version !== undefined && known !== undefined && results.version !== known)
    return ofVersions(results.version, known);
  const version = predicted.report.assumed.find(({ what }) => what === 'SDK version');
  if (version) return { kind: 'version', text: version.why };
  const outside = results.images.flatMap(({ name }) => built.built?.hidden(name) ?? []);
  if (outside.length > 0) return { kind: 'argument', text: `the build has read ${outside[0]}, which is not here` };
  const modules = results.foreignModules;
  if (modules.length > 0)
    return { kind: 'module', text: `the build has modules that are not of the SDK: ${modules.join(', ')}` };
  return {
    kind: 'mistake',
    text: 'nothing here accounts for it: the SDK of the build was changed by hand, or it is a mistake of ncslint; please report this line',
  };
}

/** Between two versions nobody can tell what the SDK has changed from what ncslint has got wrong, but for the odds. */
function ofVersions(builtWith: string, computedAs: string): DifferenceReason {
  const text = `it was built with NCS ${builtWith}, and is computed as for NCS ${computedAs}`;
  return minor(builtWith) === minor(computedAs)
    ? { kind: 'mistake', text: `${text}, which hardly differs: likely a mistake of ncslint, please report this line` }
    : { kind: 'version', text: `${text}: the SDK has changed in between, or it is a mistake of ncslint` };
}

const minor = (version: string): string => version.split('.', 2).join('.');
