import type { SourceFile, Span } from '../text/source.ts';
import type { Parsed } from './parser.ts';
import { yamlDocument } from './static-yaml/document.ts';
import { child, type YamlNode } from './static-yaml/node.ts';

/** A repository that a west manifest names. */
export interface WestProject {
  readonly name: string;
  /** The name of the repository behind it: "sdk-nrf". */
  readonly repository: string;
  /** A tag, a branch or a hash; undefined where the manifest leaves it to its defaults and has none. */
  readonly revision: string | undefined;
  /** Its folder, relative to the workspace. */
  readonly path: string;
  readonly span: Span;
}

/**
 * The folders of the projects of a `west.yml`, by name. Hand-written manifests have a line for each key, which is read in a
 * tenth of the time that the YAML takes; others are read as YAML.
 */
export function projectFolders(source: SourceFile): ReadonlyMap<string, string> {
  const folders = new Map<string, string>();
  let name: string | undefined;
  for (const [, dash, key, value] of source.text.matchAll(LINE)) {
    // `self:` says where the manifest's own repository lies.
    if (dash !== undefined || value === undefined) name = undefined;
    if (value === undefined) continue;
    if (key === 'name') folders.set((name = value), value);
    else if (name !== undefined) folders.set(name, value);
  }
  if (folders.size > 0) return folders;
  return new Map(westManifest(source).tree.map((project) => [project.name, project.path]));
}

/** `- name: hal_nordic`, `path: modules/hal/nordic`. The other keys of a project that begin with a dash end the one before. */
const LINE = /^[ \t]+(?:(- +)?(name|path):[ \t]+["']?([^"'\s#{}[\]]+)["']?|self:)[ \t]*(?:#.*)?\r?$/gm;

/** Reads the projects of a `west.yml`. */
export function westManifest(source: SourceFile): Parsed<readonly WestProject[]> {
  const { root, problem } = yamlDocument(source);
  const manifest = child(root, 'manifest');
  const defaults = text(child(child(manifest, 'defaults'), 'revision'));
  const projects = child(manifest, 'projects');
  return {
    source,
    problems: problem ? [problem] : [],
    tree: (projects?.kind === 'list' ? projects.items : []).flatMap((project) => {
      const name = text(child(project, 'name'));
      if (name === undefined) return [];
      const from = text(child(project, 'url')) ?? text(child(project, 'repo-path')) ?? name;
      const repository = from.replace(/\/+$|\.git$/g, '').replace(/^.*[/:]/, '');
      const revision = text(child(project, 'revision')) ?? defaults;
      return [{ name, repository, revision, path: text(child(project, 'path')) ?? name, span: project.span }];
    }),
  };
}

/** As written, so that `revision: 2.10` stays what it is. */
function text(node: YamlNode | undefined): string | undefined {
  if (node?.kind !== 'scalar' || node.value.type === 'null') return undefined;
  return node.value.type === 'string' ? node.value.value : node.text;
}
