import type { Finding } from '../diagnostic/diagnostic.ts';
import type { Configuration } from '../model/application.ts';
import { liesInBoard } from '../model/devicetree/of-board.ts';
import { imageName } from '../rules/wording.ts';

/** Every image is built from the files of its board: what is wrong in those of the project is one finding, that of the first image. */
export function oncePerBoard({ images }: Configuration, findings: readonly Finding[]): readonly Finding[] {
  if (findings.length < 2 || images.every(({ boardFiles }) => boardFiles.length === 0)) return findings;
  const names = images.map(imageName);
  const seen = new Set<string>();
  return findings.filter(({ at: { span }, message }) => {
    if (!images.some((image) => liesInBoard(image, span))) return true;
    const bare = names.reduce((text, name) => text.replaceAll(name, ''), message);
    const key = [span.file.path, span.start, span.end, bare].join('\n');
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
