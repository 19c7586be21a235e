import { resolve } from 'node:path';
import { image } from '../model/application.ts';
import { mapOfDevicetree } from '../model/memory-map/of-devicetree.ts';
import { mapOfTable } from '../model/memory-map/of-table.ts';
import { Workspace } from '../project/workspace.ts';
import { below, normalize } from '../text/paths.ts';
import { visible } from '../text/visible.ts';
import type { Settings } from './command.ts';
import type { Sides } from './compare-maps.ts';
import { git } from './git.ts';
import { gitFiles } from './git-files.ts';
import { nodeFiles } from './node-files.ts';
import { type Prepared, prepare } from './prepare.ts';
import type { Surroundings } from './surroundings.ts';

/** What is compared: the given paths with what `--compare` names. `problem` is a printable line without a final stop. */
export async function otherSide(
  other: string,
  prepared: Prepared,
  settings: Settings,
  surroundings: Surroundings,
): Promise<Sides | { readonly problem: string }> {
  const { folder } = surroundings;
  const { workspace, options } = prepared;
  const now = { workspace, options, called: 'the files as they are' };
  const path = normalize(resolve(folder, other));
  const kind = nodeFiles.stat(path)?.kind;
  if (other === 'devicetree' && kind === undefined) return staticAndDevicetree(prepared);
  if (kind === 'file' && /\.ya?ml$/.test(path)) {
    // A static file is read in place of the one that the build finds.
    const own = await prepare(
      prepared.given.paths,
      { ...settings, buildArguments: withStaticFile(settings, path) },
      surroundings,
    );
    return 'problems' in own ? { problem: own.problems.join('; ') } : { before: { ...own, called: other }, after: now };
  }
  if (kind !== undefined) {
    const own = await prepare([other], settings, surroundings);
    return 'problems' in own ? { problem: own.problems.join('; ') } : { before: { ...own, called: other }, after: now };
  }
  const before = atRevision(other, prepared, settings);
  return 'problem' in before ? before : { before, after: now };
}

const withStaticFile = ({ buildArguments }: Settings, path: string): readonly string[] => [
  ...buildArguments,
  `-DPM_STATIC_YML_FILE=${path}`,
];

/** One build as its static file has it, and as its devicetree has. */
function staticAndDevicetree({ workspace, options }: Prepared): Sides {
  return {
    before: {
      workspace,
      options,
      called: 'the static file',
      mapOf({ configuration, staticTable }) {
        const table = staticTable();
        return table && mapOfTable(configuration, table);
      },
    },
    after: {
      workspace,
      options,
      called: 'the devicetree',
      mapOf({ configuration }) {
        const app = image(configuration, 'app');
        return app && mapOfDevicetree(configuration, app);
      },
    },
  };
}

/** `v1.2.0`, the same paths there; or `v1.2.0:app`, another folder or a static file there. */
function atRevision(
  other: string,
  { given, options, workspace }: Prepared,
  settings: Settings,
): Sides['before'] | { readonly problem: string } {
  const first = given.readable[0]!;
  const top = normalize(git(first, ['rev-parse', '--show-toplevel'])?.trim() ?? '');
  const [revision = '', inside] = splitAt(other);
  const commit =
    top === '' || revision.startsWith('-')
      ? undefined
      : git(top, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`])?.trim();
  if (!commit) return { problem: `${visible(other)} is no file, no folder, and no revision that git knows here` };
  const files = gitFiles(top, commit, nodeFiles);
  if (!files) return { problem: `git cannot list the files of ${visible(revision)}` };
  const realPaths = given.paths.map((path) => nodeFiles.stat(path)?.real ?? path);
  const outside = realPaths.find((path) => below(top, path) === undefined);
  if (outside !== undefined) return { problem: `${visible(workspace.shown(outside))} lies outside of the repository` };
  const wanted = inside === undefined ? undefined : `${top}/${inside}`;
  const isStatic = wanted !== undefined && /\.ya?ml$/.test(wanted);
  if (wanted !== undefined && !files.stat(wanted)) return { problem: `${visible(other)} does not exist` };
  const paths = wanted === undefined || isStatic ? realPaths : [wanted];
  const own = {
    ...options,
    paths,
    buildArguments: isStatic ? withStaticFile(settings, wanted) : settings.buildArguments,
  };
  return { workspace: new Workspace(files, [top], (path) => below(top, path) ?? path), options: own, called: other };
}

/** A colon cannot be in the name of a revision. */
function splitAt(other: string): readonly [string, string | undefined] {
  const colon = other.indexOf(':');
  return colon < 0 ? [other, undefined] : [other.slice(0, colon), normalize(other.slice(colon + 1))];
}
