import type { SdkFacts } from '../model/sdk-facts.ts';
import type { IncludeResolver } from '../syntax/devicetree/preprocess.ts';
import { folderOf, join } from '../text/paths.ts';
import { SourceFile } from '../text/source.ts';
import type { Workspace } from './workspace.ts';

/**
 * Finds what an overlay includes: files of the project beside the including one or in `folders`; headers of the SDK,
 * whose macros are shipped as facts, as an empty file; trees of the SDK (`<nordic/nrf52840_qiaa.dtsi>`) as facts.
 */
export function includeResolver(workspace: Workspace, folders: readonly string[], facts: SdkFacts | undefined): IncludeResolver {
  const headers = new Map<string, SourceFile>();
  return {
    resolve(name, style, from) {
      const including = workspace.pathOf(from);
      const candidates = [
        ...(style === 'quoted' && including !== undefined ? [join(folderOf(including), name)] : []),
        ...folders.map((folder) => join(folder, name)),
      ];
      for (const path of candidates) if (workspace.isFile(path)) return workspace.source(path);
      if (facts?.trees.tree(name)) return { kind: 'included-tree' };
      if (!facts || !/^(zephyr\/)?dt-bindings\/.*\.h$/.test(name)) return undefined;
      if (!headers.has(name)) headers.set(name, new SourceFile(name, '', facts.version));
      return headers.get(name);
    },
  };
}
