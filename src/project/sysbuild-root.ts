import type { Origin } from '../diagnostic/origin.ts';
import type { SysbuildInput } from '../model/sysbuild/view.ts';
import type { KconfigDefinition } from '../syntax/kconfig-language/definition.ts';
import { type KconfigEntry, kconfigLanguage } from '../syntax/kconfig-language.ts';
import { folderOf, join } from '../text/paths.ts';
import type { SourceFile, Span } from '../text/source.ts';
import { lineSpan } from './kconfig-line.ts';
import { perWorkspace } from './per-workspace.ts';

export type OwnKconfig = SysbuildInput['own'] & {
  /** The line that sources the SDK's Kconfig of sysbuild. */
  readonly sdk: Span | undefined;
  /** A file it sources that cannot be read, as a noun phrase. */
  readonly open: string | undefined;
};

/** The application's own Kconfig: what stands before it sources Zephyr's goes before every default of the SDK. */
export const ownKconfig = perWorkspace((workspace, path: string | undefined): OwnKconfig => {
  const before: KconfigDefinition[] = [];
  const after: KconfigDefinition[] = [];
  const sources = new Map<string, SourceFile>();
  let list = before;
  let sdk: Span | undefined;
  let open: string | undefined;
  const read = (at: string, depth: number): void => {
    const source = workspace.source(at);
    if (!source || depth > DEPTH) return;
    sources.set(source.path, source);
    for (const entry of workspace.parsed(at, kconfigLanguage) ?? []) {
      if (entry.kind === 'definition') list.push(entry.definition);
      else if (/share\/sysbuild\/Kconfig$/.test(entry.path)) {
        list = after;
        sdk ??= lineSpan(sources, entry.at);
      } else sourced(entry, at, depth);
    }
  };
  const sourced = (entry: KconfigEntry & { kind: 'source' }, at: string, depth: number): void => {
    const target = join(folderOf(entry.relative ? at : path!), entry.path.replace(/^\$[({]APP_DIR[)}]\//, ''));
    if (workspace.isFile(target)) read(target, depth + 1);
    else if (!entry.optional) open ??= `${entry.path}, which ${workspace.shown(at)} includes`;
  };
  if (path !== undefined) read(path, 0);
  const originOf = (at: string): Origin | undefined => {
    const span = lineSpan(sources, at);
    return span && { kind: 'project', span };
  };
  return { before, after, originOf, sdk, open };
});

/** Files that include each other are followed so far. */
const DEPTH = 8;
