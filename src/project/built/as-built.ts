import { type Fact, known } from '../../model/fact.ts';
import { below } from '../../text/paths.ts';
import type { ComposedFile, Composition, ImageFiles } from '../compose/composition.ts';
import type { Workspace } from '../workspace.ts';
import type { BuildFolder } from './build-folders.ts';
import { type Recorded, type RecordedFiles, recordedFiles } from './recorded-files.ts';
import { changedSince } from './staleness.ts';

/** What a build folder adds to what is known of a configuration. */
export interface AsBuilt {
  readonly folder: string;
  /** Files that have changed since, as paths in the workspace: then only board and arguments of the build still hold. */
  readonly changed: readonly string[];
  /** With the files that the build has read. */
  readonly composition: Composition;
  /** Whether the image was built; undefined where the build does not tell any more. */
  has(image: string): Fact<boolean> | undefined;
  /** Files of the image that nobody can follow; undefined where the build does not tell. */
  hidden(image: string): readonly string[] | undefined;
}

/** A composition as it was built in a folder, with the exact files of every image where nothing has changed since. */
export function asBuilt(workspace: Workspace, root: string, build: BuildFolder, composed: Composition): AsBuilt {
  const recorded = new Map<string, RecordedFiles>();
  for (const { name } of composed.images) {
    const files = recordedFiles(workspace, root, build, name);
    if (files) recorded.set(name, files);
  }
  const changed = changedSince(workspace, root, build, composed, recorded);
  const isExact = changed.length === 0 && recorded.has('app');
  const of = (image: string): RecordedFiles | undefined => (isExact ? recorded.get(image) : undefined);
  return {
    folder: build.folder,
    changed,
    composition: isExact
      ? { ...composed, images: composed.images.map((image) => exact(image, of(image.name))) }
      : composed,
    has: (image) => (isExact ? known(recorded.has(image)) : undefined),
    hidden(image) {
      const { kconfig, devicetree } = of(image) ?? {};
      return kconfig?.own && devicetree?.own ? [...kconfig.elsewhere, ...devicetree.elsewhere] : undefined;
    },
  };
}

function exact(image: ImageFiles, recorded: RecordedFiles | undefined): ImageFiles {
  if (!recorded) return image;
  const { kconfig, devicetree } = recorded;
  const isOfSdk = image.name !== 'app' && image.folder === undefined;
  return {
    ...image,
    fragments: filesOf(kconfig, image.fragments),
    overlays: filesOf(devicetree, image.overlays),
    ...(isOfSdk && kconfig.own
      ? {
          ownBase: kconfig.ofImage.includes('prj.conf'),
          ownBoardFragment: kconfig.ofImage.some((name) => below('boards', name) ?? below('socs', name)),
        }
      : {}),
    ...(isOfSdk && devicetree.own ? { ownOverlays: devicetree.ofImage.length > 0 } : {}),
  };
}

/** In the order of the build; why a file is read is known where the rules of the build lead to it, too. */
const filesOf = ({ own }: Recorded, composed: readonly ComposedFile[]): readonly ComposedFile[] =>
  own?.map((path) => composed.find((file) => file.path === path) ?? { path, why: 'the build has read it' }) ?? composed;
