import type { Devicetree } from '../../src/model/devicetree/devicetree.ts';
import { type DevicetreeLayer, evaluateDevicetree } from '../../src/model/devicetree/evaluate.ts';
import { type Fact, known } from '../../src/model/fact.ts';
import type { TreeFacts } from '../../src/model/sdk-facts.ts';
import { definitions, type IncludeResolver, parseDevicetree } from '../../src/syntax/devicetree/parse.ts';
import { SourceFile } from '../../src/text/source.ts';
import { devicetreeParser } from '../devicetree-parser.ts';

await devicetreeParser;

/** A tree of texts, laid over each other in order; `a.overlay` is the first, `b.overlay` the second. */
export function devicetree(...texts: readonly string[]): Devicetree {
  return treeOver(known('a board'), [], texts);
}

export interface Around {
  readonly trees?: Readonly<Record<string, TreeFacts>>;
  readonly defines?: readonly string[];
}

/** The same over trees of the SDK, which stand below the texts. */
export function treeOver(
  base: Fact<string>,
  facts: readonly TreeFacts[],
  texts: readonly string[],
  { trees = {}, defines = [] }: Around = {},
): Devicetree {
  const resolver: IncludeResolver = { resolve: (name) => (name in trees ? { kind: 'included-tree' } : undefined) };
  const layers: DevicetreeLayer[] = [
    ...facts.map((tree) => ({ kind: 'facts', tree }) as const),
    ...texts.map((text, index) => {
      const source = new SourceFile(`${'abcdefgh'[index]}.overlay`, text);
      return {
        kind: 'source',
        source: parseDevicetree(source, { resolver, defines: definitions(defines) }).tree,
      } as const;
    }),
  ];
  return evaluateDevicetree(base, layers, { includedTree: (name) => trees[name], sdkVersion: '2.4.0' });
}
