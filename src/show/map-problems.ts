import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { MapProblem } from '../diagnostic/flash-map.ts';
import type { MemoryMap } from '../model/memory-map/map.ts';
import { textOf } from '../text/source.ts';

/** A finding, and the areas it is about. */
export interface PlacedProblem {
  readonly problem: MapProblem;
  readonly names: readonly string[];
}

/** The findings that are about how the memory is divided, each with the areas that it names. */
export function problemsOn({ memories, unplaced }: MemoryMap, diagnostics: readonly Diagnostic[]): PlacedProblem[] {
  const names = new Set([
    ...memories.flatMap(({ areas }) => areas.flatMap(({ name, aliases }) => [name, ...aliases])),
    ...unplaced.map(({ name }) => name),
  ]);
  return diagnostics
    .filter(({ rule }) => aboutLayout.test(rule))
    .map(({ rule, severity, message, at, related = [] }) => {
      const said = [message, at.text, textOf(at.span), ...related.flatMap(({ span, text }) => [text, textOf(span)])];
      const words = new Set(said.flatMap((text) => text.match(/\w+/g) ?? []));
      return {
        problem: { rule, severity, message, file: at.span.file.path, line: at.span.file.position(at.span.start).line },
        names: [...words].filter((word) => names.has(word)),
      };
    });
}

const aboutLayout =
  /^(partition|settings|lock)\/|^mcuboot\/(slot-size|max-image-sectors|scratch|trailer|code-partition)$|^devicetree\/(partition|migration|app-code|slot-device)|^external-flash\/(secondary|size)/;
