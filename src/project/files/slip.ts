import type { Era } from '../../model/application.ts';
import type { Slip } from '../../model/files.ts';
import { closest } from '../../text/similar.ts';
import { inPlaceOf, renamedImages } from '../compose/network-images.ts';
import { versionNumber } from '../sdk-version.ts';
import { boardSlip, isNamedAfterBoard } from './board-slip.ts';
import { placeMeant } from './places.ts';

/** What a build of the application may be named after, and what there is. */
export interface Names {
  /** Of every configuration; undefined where it is unknown or not the same for all. */
  readonly era: Era | undefined;
  readonly version: string | undefined;
  /** All boards that exist, as far as anybody knows: of the SDK and of the project. */
  readonly boards: readonly string[];
  /** Boards that a person, a scenario or a preset names for this application. */
  readonly built: readonly string[];
  /** File suffixes and build types that it is built with. */
  readonly suffixes: readonly string[];
  /** Of every image of every configuration, whether it is part of the build or not. */
  readonly images: readonly string[];
  /** Those that are known to be part of some build. */
  readonly builtImages: readonly string[];
  /** Whether CMake or Kconfig files of the application speak of an image of this name. */
  namesImage(name: string): boolean;
  /** Whether CMake files move the folders that are searched. */
  readonly isMoved: boolean;
  exists(name: string): boolean;
}

/** A file's path below the application, taken apart. */
export interface Located {
  readonly name: string;
  readonly folders: readonly string[];
  /** Its name without `ending`. */
  readonly stem: string;
  /** With the dot; as written. */
  readonly ending: string;
}

/** Why no build reads a file under this name, as far as the name tells; undefined where a build may well read it. */
export function slipOf(name: string, names: Names): Slip | undefined {
  const file = located(name);
  return (
    ofOtherEra(file, names) ??
    misnamedFolder(file, names) ??
    mistypedImage(file, names) ??
    suffixedOverlay(file, names) ??
    (names.isMoved ? undefined : misplaced(file, names)) ??
    wrongEnding(file, names) ??
    boardSlip(file, names) ??
    (names.isMoved ? undefined : mistyped(file, names))
  );
}

function located(name: string): Located {
  const parts = name.split('/');
  const base = parts.pop()!;
  const dot = base.lastIndexOf('.');
  return { name, folders: parts, stem: base.slice(0, dot), ending: base.slice(dot) };
}

/**
 * `child_image/` of a build with sysbuild, and the other way round. Up to NCS 2.4 sysbuild knows nothing of Nordic's images,
 * in 2.5 and 2.6 it can be asked for, from 3.0 on there is nothing else (nrf/doc/nrf/releases_and_maturity/releases/
 * release-notes-3.0.0.rst:98-101 (3.3.99)).
 */
function ofOtherEra({ name, folders, stem, ending }: Located, { era, version }: Names): Slip | undefined {
  const [top] = folders;
  const number = versionNumber(version ?? '');
  if (era === 'sysbuild' && top === 'child_image') {
    const isOnly = (number ?? 0) >= 3 || version === 'main';
    return { kind: 'era', isOnly, meant: [name.replace('child_image/', 'sysbuild/')] };
  }
  if (era !== 'child-image' || number === undefined || number >= 2.05) return undefined;
  if (top === 'sysbuild') return { kind: 'era', isOnly: true, meant: [name.replace('sysbuild/', 'child_image/')] };
  const isConfiguration = folders.length === 0 && ending === '.conf' && /^sysbuild(_|$)/.test(stem);
  return isConfiguration ? { kind: 'era', isOnly: true, meant: [] } : undefined;
}

/** `child-images/mcuboot.conf` */
function misnamedFolder({ name, folders }: Located, { era }: Names): Slip | undefined {
  const [top] = folders;
  if (top === undefined) return undefined;
  const meant = placeMeant(top);
  if (meant === undefined || meant === top || (meant === 'sysbuild' && era !== 'sysbuild')) return undefined;
  return { kind: 'place', meant: [meant + name.slice(top.length)] };
}

/** `child_image/mcu_boot.conf`, `child_image/mcu_boot/prj.conf`, and `child_image/hci_rpmsg.conf` from NCS 2.6 on. */
function mistypedImage({ name, folders, stem, ending }: Located, names: Names): Slip | undefined {
  const [top, folder] = folders;
  if ((top !== 'child_image' && top !== 'sysbuild') || (folder === undefined && !isInput(ending))) return undefined;
  const written = folder ?? stem;
  if (/^(boards|socs)$/.test(written) || startsWithAny(written, names.images)) return undefined;
  const renamed = renamedImage(written, names);
  const meant = renamed ?? imageMeant(written, names.images);
  if (meant === undefined) return undefined;
  const path = `${top}/${meant.stem}${name.slice(`${top}/${written}`.length)}`;
  // Who has files under both names builds with several versions.
  if (renamed && [path, `${top}/${meant.image}.conf`].some(names.exists)) return undefined;
  return { kind: 'image', image: meant.image, meant: [path] };
}

interface ImageMeant {
  readonly image: string;
  /** The image with what follows it in the name: `hci_ipc_release`. */
  readonly stem: string;
}

function imageMeant(written: string, images: readonly string[]): ImageMeant | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[-_ ]/g, '');
  const image =
    images.find((one) => plain(one) === plain(written)) ??
    // Short names resemble everything.
    closest(
      written,
      images.filter((one) => one.length > 5),
    );
  return image === undefined ? undefined : { image, stem: image };
}

/** A name that an image of the SDK has in other versions; an image of the project may have it, too. */
function renamedImage(written: string, { images, builtImages, namesImage }: Names): ImageMeant | undefined {
  const former = renamedImages.find((one) => startsWithAny(written, [one]));
  if (former === undefined || namesImage(former)) return undefined;
  const candidates = inPlaceOf(former).filter((one) => images.includes(one));
  const image = candidates.find((one) => builtImages.includes(one)) ?? candidates[0];
  return image === undefined ? undefined : { image, stem: image + written.slice(former.length) };
}

/**
 * `sysbuild/mcuboot_release.overlay` before NCS 3.1, which is the first to look for it ("sysbuild: Allow to use file suffix DTS
 * overlays", sdk-zephyr, June 2025; first used by 860939f15d of nrf, when `VERSION` said 3.0.99), and
 * `child_image/mcuboot_release.overlay` (nrf/cmake/multi_image.cmake:344-348, 2.4.0), which is for `-Dmcuboot_FILE_SUFFIX` from 2.7 on
 * (nrf/cmake/multi_image.cmake:369-374, 2.9.0).
 */
function suffixedOverlay({ folders, stem, ending }: Located, names: Names): Slip | undefined {
  const [top] = folders;
  const number = versionNumber(names.version ?? '');
  if (folders.length !== 1 || ending !== '.overlay' || number === undefined) return undefined;
  const isBefore = names.era === 'sysbuild' ? number < 3 || /^v?3\.0(\.0)?$/.test(names.version!) : number < 2.07;
  if (!isBefore || top !== (names.era === 'sysbuild' ? 'sysbuild' : 'child_image')) return undefined;
  const image = names.images.find((one) => names.suffixes.some((suffix) => stem === `${one}_${suffix}`));
  return image === undefined ? undefined : { kind: 'suffix', image, meant: [`${top}/${image}.overlay`] };
}

/** A name that builds look for, in another folder. */
function misplaced(file: Located, names: Names): Slip | undefined {
  const { name, folders, stem, ending } = file;
  const base = stem + ending;
  const [top, image, inner] = folders;
  const place = (...meant: readonly string[]): Slip => ({ kind: 'place', meant });
  const ofBoard = isInput(ending) && isNamedAfterBoard(stem, names);
  const images = names.era === 'sysbuild' ? 'sysbuild' : 'child_image';

  if (top === undefined) {
    const isImage = stem === 'mcuboot' && names.era !== undefined && isInput(ending);
    if (isImage && !names.exists(`${images}/${base}`)) return place(`${images}/${base}`);
    return ofBoard && ending === '.conf' ? place(`boards/${base}`) : undefined;
  }
  if (top === 'boards' && folders.length === 1) {
    if (isOfApplication(base)) return place(base);
    if (stem === 'mcuboot' && isInput(ending) && names.era !== undefined) return place(`${images}/${base}`);
    return undefined;
  }
  if (top !== 'child_image' && top !== 'sysbuild') return undefined;
  // With a CMakeLists.txt of its own sysbuild is another project, which may look anywhere.
  if (top === 'sysbuild' && names.exists('sysbuild/CMakeLists.txt')) return undefined;

  const forImage = image === undefined || image === 'boards' ? 'mcuboot' : image;
  if (image === undefined || (image === 'boards' && folders.length === 2)) {
    if (ofBoard) return place(`${top}/${forImage}/boards/${base}`);
    if (image === 'boards') return undefined;
    if (/^pm_static.*\.yml$|^sysbuild\.conf$/.test(base)) return place(base);
    return /^(prj\.conf|app\.overlay)$/.test(base) ? place(`${top}/${forImage}${ending}`) : undefined;
  }
  if (!names.images.includes(image)) return undefined;
  if (folders.length === 2) {
    if (stem === image && isInput(ending)) return place(`${top}/${base}`);
    const isOfApp = /^(mcuboot|b0)$/.test(image) || top === 'child_image';
    if (/^pm_static.*\.yml$/.test(base) && isOfApp) return place(base);
    if (top === 'sysbuild') return ofBoard && ending === '.conf' ? place(`${top}/${image}/boards/${base}`) : undefined;
    // nrf/cmake/extensions.cmake:213 (2.4.0), whatever the documentation says; nobody read the versions before.
    const isTooOld = (versionNumber(names.version ?? '') ?? 3) < 2.04;
    if (ofBoard) return isTooOld ? undefined : place(`${top}/${image}/boards/${base}`);
    return base === 'app.overlay' ? place(`${top}/${image}.overlay`) : undefined;
  }
  if (inner === 'boards' && folders.length === 3 && /^(prj\.conf|app\.overlay)$/.test(base)) {
    const isRead = base === 'prj.conf' || top === 'sysbuild';
    return place(isRead ? name.replace('/boards/', '/') : `${top}/${image}.overlay`);
  }
  return undefined;
}

/** `boards/<board>.dts`, `pm_static.yaml`, `app.dts`. */
function wrongEnding({ name, folders, stem, ending }: Located, names: Names): Slip | undefined {
  const right = stem.startsWith('pm_static') ? ENDINGS_OF_STATIC[ending] : ENDINGS[ending.toLowerCase()];
  if (right === undefined) return undefined;
  const [top, image, inner] = folders;
  const isOfImage = top === 'child_image' || top === 'sysbuild';
  const isRight = stem.startsWith('pm_static')
    ? folders.length === 0
    : (top === 'boards' && folders.length === 1) || (isOfImage && inner === 'boards' && folders.length === 3)
      ? isNamedAfterBoard(stem, names)
      : top === undefined
        ? (right === '.overlay' && (stem === 'app' || isNamedAfterBoard(stem, names))) ||
          (right === '.conf' && /^(prj|sysbuild)$/.test(stem))
        : isOfImage && image === undefined && names.images.includes(stem);
  return isRight ? { kind: 'ending', meant: [name.slice(0, -ending.length) + right] } : undefined;
}

const ENDINGS: Readonly<Record<string, string>> = {
  '.dts': '.overlay',
  '.dtso': '.overlay',
  '.overlays': '.overlay',
  '.cfg': '.conf',
  '.config': '.conf',
};

const ENDINGS_OF_STATIC: Readonly<Record<string, string>> = { '.yaml': '.yml', '.YML': '.yml', '.YAML': '.yml' };

/** `pm-static.yml`, `sys_build.conf`, `dts.overlay`: names beside prj.conf that mean one the build looks for. */
function mistyped({ folders, stem, ending }: Located, { exists, era }: Names): Slip | undefined {
  if (folders.length > 0) return undefined;
  const plain = stem.toLowerCase().replace(/[-_ .]/g, '');
  const meant = (name: string): Slip | undefined => (exists(name) ? undefined : { kind: 'name', meant: [name] });
  if (ending === '.yml' && !stem.startsWith('pm_static')) {
    const isStatic = /^(pmstatic|staticpm)/.test(plain) || closest(plain.slice(0, 8), ['pmstatic']) !== undefined;
    const rest = /static[-_ .]*(.*)$/i.exec(stem)?.[1] ?? '';
    return isStatic ? meant(`pm_static${rest === '' ? '' : `_${rest.replace(/[-. ]/g, '_')}`}.yml`) : undefined;
  }
  if (ending === '.conf' && era === 'sysbuild' && stem !== 'sysbuild') {
    return plain === 'sysbuild' || closest(plain, ['sysbuild']) !== undefined ? meant('sysbuild.conf') : undefined;
  }
  if (ending !== '.overlay' || stem === 'app') return undefined;
  const isGeneral =
    GENERAL.test(plain) || closest(plain, ['application']) !== undefined || /^(ap|apps|appl|aap)$/.test(plain);
  return plain === 'app' || isGeneral ? meant('app.overlay') : undefined;
}

/** Words that tell overlays apart from nothing: nobody names a variant so. */
const GENERAL = /^(dts|dt|devicetree|overlay|board|zephyr|default|main|project|prj|application)$/;

const isInput = (ending: string): boolean => ending === '.conf' || ending === '.overlay';

/** Names that only count in the folder of the application. */
const isOfApplication = (base: string): boolean =>
  /^(app\.overlay|prj\.conf|sysbuild\.conf|pm_static.*\.yml)$/.test(base);

/** `mcuboot_release` belongs to mcuboot. */
const startsWithAny = (stem: string, names: readonly string[]): boolean =>
  names.some((name) => stem === name || stem.startsWith(`${name}_`));
