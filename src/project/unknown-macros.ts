import type { UnknownName } from '../model/application.ts';
import type { Fact } from '../model/fact.ts';
import type { MacroFacts, SdkFacts } from '../model/sdk-facts.ts';
import type { ParsedDevicetree } from '../syntax/devicetree/parse.ts';
import { closest } from '../text/similar.ts';
import type { BoardSources } from './board-sources.ts';

/**
 * The names a devicetree file uses like macros and nobody defines. Certain only where every header that it and the project's
 * own files of the board include is one whose macros are facts, or where the board and all that these include was read, with
 * an SDK; includes of the project's own files may define anything, since theirs are not followed here.
 */
export function unknownMacros(
  parsed: ParsedDevicetree,
  sdk: Fact<SdkFacts>,
  board: BoardSources | undefined,
): readonly UnknownName[] {
  const { source, tree } = parsed;
  if (tree.unknownMacros.length === 0 || !sdk.known) return [];
  const files = [...(board?.own ?? []), parsed];
  const hasAll = files.every((one) => one.tree.missingIncludes.length === 0);
  const wasRead = board !== undefined && sdk.value.devicetrees !== undefined && hasAll;
  const macros = sdk.value.trees.macros();
  const { names, headers, isOlder } = indexOf(macros);
  // Those of another version stand for this one, which may have more.
  if (isOlder && !wasRead) return [];
  const includes = files.flatMap(({ source: { text } }) =>
    [...text.matchAll(/^[ \t]*#[ \t]*include[ \t]*["<]([^">]+)[">]/gm)].map(([, name]) => name!),
  );
  const certain =
    wasRead ||
    (!macros.isEmpty && hasAll && includes.every((name) => headers.has(name.replace(/^(zephyr\/)?dt-bindings\//, ''))));
  return tree.unknownMacros
    .filter(({ span }) => span.file === source)
    .map(({ name, span }) => ({ name, span, meant: closest(name, names), certain }));
}

interface Index {
  readonly names: readonly string[];
  /** Headers whose macros are known, as behind `dt-bindings/`. */
  readonly headers: ReadonlySet<string>;
  /** Whether they are those of another version. */
  readonly isOlder: boolean;
}

function indexOf(macros: MacroFacts): Index {
  let index = indices.get(macros);
  if (!index) {
    const names = macros.keys();
    const places = names.map((name) => macros.get(name)!.at);
    const headers = places.flatMap((at) => /dt-bindings\/(.*):\d+/.exec(at)?.[1] ?? []);
    const isOlder = places.some((at) => at.endsWith(')'));
    indices.set(macros, (index = { names, headers: new Set(headers), isOlder }));
  }
  return index;
}

const indices = new WeakMap<MacroFacts, Index>();
