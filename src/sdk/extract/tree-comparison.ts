import { evaluateDevicetree } from '../../model/devicetree/evaluate.ts';
import { known } from '../../model/fact.ts';
import type { TreeFacts } from '../../model/sdk-facts.ts';
import type { FileSystem } from '../../text/file-system.ts';
import { type PlainTree, plainTree } from './plain-tree.ts';
import { treeFile } from './tree-file.ts';
import { SdkTrees } from './trees.ts';

/** The tree of every board of an SDK, evaluated from its files and again from the facts extracted from them. */
export function boardTrees(
  sdk: FileSystem,
  version: string,
): { name: string; direct: PlainTree; viaFacts: PlainTree }[] {
  const trees = new SdkTrees(sdk, version);
  const includes = new Map(
    trees.includes().map((name): [string, TreeFacts] => [name, asRead(trees.includeFacts(name))]),
  );
  return trees.boards().map((board) => {
    const layers = [{ kind: 'facts', tree: asRead(trees.boardFacts(board)) }] as const;
    const options = { includedTree: (name: string) => includes.get(name), sdkVersion: version };
    return {
      name: board.name,
      direct: plainTree(trees.tree(board.sources, board.folder)),
      viaFacts: plainTree(evaluateDevicetree(known(board.name), layers, options)),
    };
  });
}

const asRead = (facts: TreeFacts): TreeFacts => JSON.parse(treeFile(facts));
