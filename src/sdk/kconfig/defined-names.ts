import { FileSources } from '../../model/kconfig-tree/sources.ts';
import type { Statement } from '../../syntax/kconfig-file/statements.ts';
import type { FileSystem } from '../../text/file-system.ts';

/**
 * The symbols that any Kconfig file below the folders defines with a type, for whatever board. A condition over one of
 * them is over a symbol that this build does not have; over another one it may be over a module that nobody has.
 */
export function definedBelow(files: FileSystem, roots: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  const sources = new FileSources(files);
  roots.forEach(look);
  return names;

  function look(folder: string): void {
    for (const { name, kind } of files.list(folder)) {
      // What a sample adds to a symbol does not define it for others.
      if (kind === 'folder' && !/^(samples|tests|applications)$/.test(name)) look(`${folder}/${name}`);
      if (name.startsWith('Kconfig')) define(sources.file(`${folder}/${name}`)?.statements ?? []);
    }
  }

  function define(statements: readonly Statement[]): void {
    for (const statement of statements) {
      if (statement.kind === 'config' && statement.properties.some(({ kind }) => kind === 'type')) {
        if (typeof statement.name.name === 'string') names.add(statement.name.name);
      }
      if ('body' in statement) define(statement.body);
    }
  }
}
