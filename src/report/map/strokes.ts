/** The characters that a picture is drawn with. */
export interface Strokes {
  readonly side: string;
  /** Left end, line and right end of the border above a part: the first of the memory, the others, the last. */
  readonly top: readonly [string, string];
  readonly between: readonly [string, string];
  readonly bottom: readonly [string, string];
  readonly line: string;
  /** Of a border that is not on an erase block. */
  readonly broken: string;
  /** Of free memory, and of memory that several partitions claim or that is not there. */
  readonly free: string;
  readonly wrong: string;
  /** First, further and last row of a container, and one with a single row. */
  readonly brace: readonly [string, string, string, string];
}

export const boxes: Strokes = {
  side: '│',
  top: ['┌', '┐'],
  between: ['├', '┤'],
  bottom: ['└', '┘'],
  line: '─',
  broken: '╌',
  free: '·',
  wrong: '░',
  brace: ['╮', '│', '╯', '╴'],
};

export const ascii: Strokes = {
  side: '|',
  top: ['+', '+'],
  between: ['+', '+'],
  bottom: ['+', '+'],
  line: '-',
  broken: '~',
  free: '.',
  wrong: '#',
  brace: ['.', '|', "'", '-'],
};
