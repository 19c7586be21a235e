import type { Origin } from '../diagnostic/origin.ts';
import type { ShownPlace } from '../diagnostic/show.ts';
import type { DifferenceReason } from '../diagnostic/verification.ts';
import type { DtNode } from '../model/devicetree/devicetree.ts';
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
  /** `place`: that of what was computed. */
  ofNode(image: string, place: ShownPlace | undefined, node: DtNode): DifferenceReason;
  ofPartition(): DifferenceReason;
  place(fact: Fact<unknown>): ShownPlace | undefined;
  placeOf(origin: Origin): ShownPlace;
  firstPlace(origins: readonly Origin[]): ShownPlace | undefined;
}

export function reasonsOf(workspace: Workspace, sides: BothSides): Reasons {
  const { built } = sides;
  const changed = (built.built?.changed ?? []).map((path) => workspace.shown(path));
  const general = generalReason(sides, changed);
  return {
    ofImage: () => general,
    ofSymbol: (image, ...symbol) => ofSymbol(image ?? 'sysbuild', ...symbol),
    ofNode: (image, place) => ofNode(image, place),
    ofPartition: () => ofPartition(),
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
    // Without facts about it an assignment is taken to count.
    return isDefined || general.kind === 'changed' ? general : IGNORED;
  }

  function ofNode(image: string, place: ShownPlace | undefined): DifferenceReason {
    const { read, unread } = filesOf(sides, image, 'overlays');
    if (read.length > 0) return readBy(read, optionFor(image, 'overlays'));
    return notRead(place ? [place] : [], unread) ?? general;
  }

  function ofPartition(): DifferenceReason {
    return general;
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
  text: 'Kconfig did not take the assignment: nobody defines the symbol, it has no prompt, or what it depends on is not met',
};

/** What may lie behind any difference, the likeliest first. */
function generalReason({ built, predicted, results }: BothSides, changed: readonly string[]): DifferenceReason {
  if (changed.length > 0) {
    const [first, ...others] = changed;
    const names = others.length === 0 ? first : `${first} and ${others.length} more`;
    return { kind: 'changed', text: `${names} ${others.length === 0 ? 'is' : 'are'} newer than the build` };
  }
  const known = predicted.report.sdk?.value;
  if (results.version !== undefined && known !== undefined && results.version !== known)
    return { kind: 'version', text: `it was built with NCS ${results.version}, and is computed as for NCS ${known}` };
  const version = predicted.report.assumed.find(({ what }) => what === 'SDK version');
  if (version)
    return {
      kind: 'version',
      text: `not all is known of NCS ${predicted.configuration.version ?? 'this version'}: ${version.why}`,
    };
  const outside = results.images.flatMap(({ name }) => built.built?.hidden(name) ?? []);
  if (outside.length > 0) return { kind: 'argument', text: `the build has read ${outside[0]}, which is not here` };
  const modules = results.foreignModules;
  if (modules.length > 0)
    return { kind: 'module', text: `the build has modules that are not of the SDK: ${modules.join(', ')}` };
  return { kind: 'mistake', text: 'a mistake of ncslint: please report this line' };
}
