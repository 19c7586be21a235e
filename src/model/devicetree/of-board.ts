import { below, folderOf } from '../../text/paths.ts';
import type { Span } from '../../text/source.ts';
import type { Image } from '../application.ts';
import { valueOf } from '../fact.ts';
import type { DtNode } from './devicetree.ts';

/** Whether the board itself, be it one of the project's, says what a property of a node of the image is: no overlay does. */
export function isOfBoard({ boardDevicetree }: Image, { path, properties }: DtNode, name: string): boolean {
  const [here] = properties.get(name)?.origins ?? [];
  const [there] = valueOf(boardDevicetree.node(path))?.properties.get(name)?.origins ?? [];
  if (here?.kind === 'project' && there?.kind === 'project')
    return here.span.file === there.span.file && here.span.start === there.span.start;
  return here?.kind === 'sdk' && there !== undefined;
}

/** Whether something stands in the folder of a board that the project defines itself. */
export const liesInBoard = ({ boardFiles }: Image, { file }: Span): boolean =>
  boardFiles.some(({ source }) => below(folderOf(source.path), file.path) !== undefined);
