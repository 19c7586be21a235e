import type { Configuration, Image } from '../model/application.ts';
import { type Fact, is, isNot, unknown } from '../model/fact.ts';
import type { ImageFiles } from '../project/compose/composition.ts';
import type { Configured } from '../project/configure.ts';
import { closest } from '../text/similar.ts';

/** An image that the build has or may have. */
export interface ImageInQuestion {
  readonly name: string;
  readonly files: ImageFiles;
  readonly isPart: Fact<boolean>;
  /** Evaluated; unknown for images that are known by their files only. */
  readonly image: Fact<Image>;
}

/** Those that the files of the user and of the SDK speak of, proven to be no part of the build or not. */
export function imagesInQuestion({ configuration, composition }: Configured): readonly ImageInQuestion[] {
  return composition.images.map((files) => {
    const isPart = configuration.has(files.name);
    return { name: files.name, files, isPart, image: evaluated(configuration, files.name, isPart) };
  });
}

function evaluated({ images }: Configuration, name: string, isPart: Fact<boolean>): Fact<Image> {
  const image = images.find((candidate) => candidate.name === name);
  if (image) return { known: true, value: image, origins: [] };
  if (isPart.known) return unknown(`an evaluation of ${name}, of which ncslint knows the files only`);
  const whether = `whether ${name} is part of the build`;
  return unknown(isPart.missing === whether ? whether : `${whether}, which needs ${isPart.missing}`);
}

/** Those to be asked about a value: the wanted one, or all that are part of the build. */
export function wantedImages(
  configured: Configured,
  wanted: string | undefined,
): { readonly images: readonly ImageInQuestion[]; readonly notes: readonly string[] } {
  const all = imagesInQuestion(configured);
  if (wanted === undefined) {
    // What may be part of the build is named only where it was evaluated in the case that it is.
    const images = all.filter(({ name, isPart }) => is(isPart, true) || (!isPart.known && name === 'mcuboot'));
    return { images, notes: [] };
  }
  const found = all.find(({ name, files }) => name === wanted || files.buildName === wanted);
  if (found && !is(found.isPart, false)) return { images: [found], notes: [] };
  if (found) return { images: [], notes: [`${wanted} is not part of this build`] };
  const names = all.filter(({ isPart }) => !isNot(isPart, true)).map(({ name }) => name);
  const meant = closest(wanted, names);
  const sentence = `No image is called ${wanted}`;
  const has = names.length > 0 ? `; there may be ${names.join(', ')}` : '';
  return { images: [], notes: [meant === undefined ? `${sentence}${has}` : `${sentence}; did you mean ${meant}?`] };
}
