import { type Argument, argument } from '../../src/model/kconfig-tree/argument.ts';
import { kconfigTree } from '../../src/model/kconfig-tree/build.ts';
import { Evaluation } from '../../src/model/kconfig-tree/evaluation.ts';
import { expressionText } from '../../src/model/kconfig-tree/expression-text.ts';
import { messages } from '../../src/model/kconfig-tree/messages.ts';
import type { Environment } from '../../src/model/kconfig-tree/preprocess.ts';
import { FileSources } from '../../src/model/kconfig-tree/sources.ts';
import type { KconfigTree } from '../../src/model/kconfig-tree/tree.ts';
import { userValues } from '../../src/model/kconfig-tree/user-values.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';

/** Kconfig files by name; a text alone is that of `Kconfig`. */
export type KconfigFiles = string | Readonly<Record<string, string>>;

export function tree(files: KconfigFiles, environment: Partial<Environment> = {}): KconfigTree {
  return kconfigTree({
    root: '/Kconfig',
    folder: '',
    sources: new FileSources(memoryFiles(absolute(files))),
    environment: { variable: () => undefined, call: () => undefined, ...environment },
  });
}

/** What `.conf` lines like `A=y` make of a tree. */
export function configuration(files: KconfigFiles, lines: readonly string[] = [], setting: Setting = {}) {
  const built = tree(files, setting.environment);
  const user = userValues(
    built,
    lines.map((line) => {
      const [symbol = '', text = ''] = line.split(/=(.*)/s);
      return { symbol, text, isUnset: false, origin: { kind: 'argument', text: line } };
    }),
  );
  const evaluation = new Evaluation(built, user, setting.isOpen).all();
  return {
    tree: built,
    evaluation,
    value: (name: string): string | undefined => evaluation.text(built.symbols.get(name)!),
    messages: messages(evaluation).map(({ kind, symbol, stops }) => `${kind} ${symbol}${stops ? ', stops' : ''}`),
    /** In words. */
    argument: (name: string): string => inWords(argument(evaluation, built.symbols.get(name)!)),
  };
}

interface Setting {
  readonly environment?: Partial<Environment>;
  readonly isOpen?: (symbol: string) => boolean;
}

function inWords({ decided, ignored }: Argument): string {
  const without = ignored
    ? `, not ${ignored.line.symbol}=${ignored.line.text}: ${ignored.unmet.map(expressionText).join(', ')}`
    : '';
  switch (decided.kind) {
    case 'assigned':
      return `assigned ${decided.line.text}${without}`;
    case 'default':
    case 'range':
      return `${decided.kind} at ${decided.at.line} if ${expressionText(decided.condition)}${without}`;
    case 'selected':
    case 'implied':
      return `${decided.kind} by ${decided.by.name} at ${decided.at.line}${without}`;
    case 'choice':
      return `the choice is ${decided.selection?.name ?? 'open'}${without}`;
    default:
      return `${decided.kind}${without}`;
  }
}

const absolute = (files: KconfigFiles): Record<string, string> =>
  Object.fromEntries(
    Object.entries(typeof files === 'string' ? { Kconfig: files } : files).map(([name, text]) => [`/${name}`, text]),
  );
