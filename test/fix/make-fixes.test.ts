import { describe, expect, it } from 'vitest';
import type { Diagnostic, Edit } from '../../src/diagnostic/diagnostic.ts';
import type { Report } from '../../src/diagnostic/report.ts';
import { makeFixes } from '../../src/fix/make-fixes.ts';
import { SourceFile } from '../../src/text/source.ts';
import { diagnostic, report } from '../report/reports.ts';

// A linter of our own: every `bad` is a finding. What its fixes write is up to each test.

function linting(
  text: string,
  fixOf: (file: SourceFile, at: number, index: number) => readonly Edit[],
  mayWrite = true,
) {
  const lint = (texts: ReadonlyMap<string, string>): Report => {
    const file = new SourceFile('a.conf', texts.get('a.conf') ?? text);
    const found = [...file.text.matchAll(/\bbad(\w*)|worse/g)].map((match, index): Diagnostic => {
      const span = file.span(match.index, match.index + match[0].length);
      return diagnostic(
        { span, text: '' },
        { message: match[0], fixes: [{ title: 'repair', safety: 'safe', edits: fixOf(file, match.index, index) }] },
      );
    });
    return report({ diagnostics: found });
  };
  const {
    texts,
    made,
    report: after,
  } = makeFixes(lint(new Map()), 'safe', {
    lint,
    read: () => text,
    mayWrite: () => mayWrite,
  });
  return { text: texts.get('a.conf') ?? text, made: made.length, left: after.diagnostics.length };
}

const replaced =
  (by: (word: string) => string) =>
  (file: SourceFile, at: number): readonly Edit[] => {
    const word = /\w+/.exec(file.text.slice(at))![0];
    return [{ kind: 'replace', span: file.span(at, at + word.length), text: by(word) }];
  };

describe('fixes', () => {
  it('are made together', () => {
    expect(
      linting(
        'bad1 bad2 bad3',
        replaced(() => 'good'),
      ),
    ).toEqual({ text: 'good good good', made: 3, left: 0 });
  });

  it('are made for what other fixes lead to', () => {
    // One finding less: that there is another one now is no reason to leave it.
    const stepwise = replaced((word) => (word === 'bad' ? 'good' : 'bad'));
    expect(linting('bad bad2 bad', stepwise).text).toBe('good bad2 good');
  });

  it('that do not remove their finding are not made, and do not keep others from it', () => {
    expect(
      linting(
        'bad1 bad2 bad3 bad4',
        replaced((word) => (word === 'bad3' ? 'bad3 ' : 'good')),
      ),
    ).toEqual({
      text: 'good good bad3 good',
      made: 3,
      left: 1,
    });
  });

  it('that bring another finding are not made', () => {
    expect(
      linting(
        'bad1 bad2',
        replaced((word) => (word === 'bad2' ? 'worse' : 'good')),
      ),
    ).toEqual({
      text: 'good bad2',
      made: 1,
      left: 1,
    });
  });

  it('that touch the same characters are made one after the other', () => {
    const whole = (file: SourceFile): readonly Edit[] => [
      { kind: 'replace', span: file.span(0, file.text.length), text: file.text.replace(/bad\w*/, 'good') },
    ];
    expect(linting('bad1 bad2 bad3', whole)).toEqual({ text: 'good good good', made: 3, left: 0 });
  });

  it('are not made where nothing may be written', () => {
    expect(
      linting(
        'bad',
        replaced(() => 'good'),
        false,
      ),
    ).toEqual({ text: 'bad', made: 0, left: 1 });
  });

  it('come to an end', () => {
    expect(
      linting(
        'bad0',
        replaced((word) => `bad${Number(word.slice(3)) + 1}`),
      ).made,
    ).toBe(0);
  });
});
