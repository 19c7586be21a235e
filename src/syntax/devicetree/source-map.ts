import type { SourceFile, Span } from '../../text/source.ts';
import type { MacroCall } from './tree.ts';

/** From offsets of the preprocessed text back to the files: a sorted list of segments. */
export class SourceMap {
  readonly #starts: number[] = [];
  readonly #segments: Segment[] = [];
  #last = 0;

  /** From `start` on (not before the end of the last one) the text comes from `offset` of `file`, or from a macro. */
  add(start: number, file: SourceFile, offset: number, call: MacroCall | undefined): void {
    this.#starts.push(start);
    this.#segments.push({ start, file, offset, call });
  }

  /** Where the characters `[start, end)` were written. Characters from a macro stand where it is used. */
  span(start: number, end: number): Span {
    const first = this.#at(start);
    if (!first) return this.#nowhere;
    const last = end > start ? this.#at(end - 1)! : first;
    const { file } = first;
    const most = file.text.length;
    const from = first.call ? first.call.span.start : Math.min(first.offset + (start - first.start), most);
    const to = last.call ? last.call.span.end : Math.min(last.offset + (end - last.start), most);
    if (last.file === file && to >= from) return { file, start: from, end: to };
    return { file, start: from, end: first.call ? first.call.span.end : Math.min(from + 1, most) };
  }

  /** The macro use the character at `offset` comes from. */
  callAt(offset: number): MacroCall | undefined {
    return this.#at(offset)?.call;
  }

  #nowhere: Span;

  constructor(file: SourceFile) {
    this.#nowhere = file.span(file.text.length, file.text.length);
  }

  #at(offset: number): Segment | undefined {
    const starts = this.#starts;
    // Readers ask in order, so the answer is mostly the last one or its neighbour.
    for (let i = this.#last; i < this.#last + 3 && i < starts.length; i++) {
      if (starts[i]! <= offset && offset < (starts[i + 1] ?? Number.POSITIVE_INFINITY)) {
        this.#last = i;
        return this.#segments[i];
      }
    }
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    this.#last = low;
    return this.#segments[low];
  }
}

interface Segment {
  readonly start: number;
  readonly file: SourceFile;
  readonly offset: number;
  readonly call: MacroCall | undefined;
}
