import { describe, expect, test } from 'vitest';
import { kconfigTree, sharedTree, treePart } from '../../src/model/kconfig-tree/build.ts';
import { Evaluation } from '../../src/model/kconfig-tree/evaluation.ts';
import { imageTree } from '../../src/model/kconfig-tree/image-tree.ts';
import { packed, packedShared, unpackedShared } from '../../src/model/kconfig-tree/packed.ts';
import type { Environment } from '../../src/model/kconfig-tree/preprocess.ts';
import { FileSources } from '../../src/model/kconfig-tree/sources.ts';
import type { KconfigTree } from '../../src/model/kconfig-tree/tree.ts';
import { userValues } from '../../src/model/kconfig-tree/user-values.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';

/** Files of an SDK, from the one that images share on, and of one board and application. */
const SHARED = `
osource "$(BOARD_DIR)/Kconfig.defconfig"
config SIZE
	int "Size"
	default 1
	range 0 $(dt_size)
config WIDE
	bool "Wide"
	default $(dt_wide)
	select NARROW
config NARROW
	bool
choice KIND
	prompt "Kind"
config ONE
	bool "One"
config TWO
	bool "Two"
	depends on WIDE
endchoice
configdefault SIZE
	default 5 if NARROW
config NAME
	string
	default "$(BOARD)" if "$(dt_wide)" = "y"
	default "other"
NAME_OF_BOARD := BOARD_$(upper,$(BOARD))
config $(NAME_OF_BOARD)
	def_bool y
source "/template"
`;
const FILES = {
  '/Kconfig': 'config APP\n\tbool "App"\n\tselect EXTRA\nsource "/shared"\nconfig EXTRA\n\tbool\n\tdepends on WIDE\n',
  '/shared': SHARED,
  '/template': 'config LAST\n\tdef_bool ONE\n',
  '/fox/Kconfig.defconfig':
    'config SIZE\n\tdefault 7 if TWO\nchoice KIND\n\tdefault TWO\nendchoice\nconfig WIDE\n\tselect FOX\nconfig FOX\n\tbool\n',
};

const ofBoard = (board: string, wide: string): Environment => ({
  variable: (name) => ({ BOARD: board, BOARD_DIR: `/${board}` })[name],
  call: (name, [text = '']) => ({ dt_wide: wide, dt_size: '6', upper: text.toUpperCase() })[name],
});
const ofAll: Environment = {
  variable: () => undefined,
  call: (name, [text = '']) => (name === 'upper' ? text.toUpperCase() : undefined),
  isOfImage: (name) => /^BOARD/.test(name) || name.startsWith('dt_'),
};

function both(files: Readonly<Record<string, string>>, environment: Environment, isKept = false) {
  const inputs = { folder: '', sources: new FileSources(memoryFiles(files)), root: '/Kconfig', environment };
  const made = sharedTree({ ...inputs, root: '/shared', environment: ofAll });
  const shared = made && isKept ? unpackedShared(packedShared(made)) : made;
  const part = treePart({ ...inputs, shared: (path) => (path === '/shared' ? shared : undefined) });
  return {
    whole: kconfigTree(inputs),
    shared: part && 'shared' in part ? imageTree(part, environment) : undefined,
  };
}

function valuesOf(tree: KconfigTree, lines: readonly string[]) {
  const user = userValues(
    tree,
    lines.map((line) => {
      const [symbol = '', text = ''] = line.split('=');
      return { symbol, text, isUnset: false, origin: { kind: 'argument', text: line } };
    }),
  );
  const evaluation = new Evaluation(tree, user).all();
  return {
    values: tree.defined.map((symbol) => `${symbol.name}=${evaluation.text(symbol)}`),
    warnings: evaluation.warnings.map(({ kind, symbol }) => `${kind} ${symbol.name}`),
    choices: tree.choices.map(({ name, members }) => [name, members.map((member) => member.name)]),
    files: tree.files,
    mentioned: [...tree.symbols].map(([name]) => name).sort(),
    gaps: tree.gaps.map(({ missing }) => missing),
    problems: tree.problems.map(({ message }) => message),
  };
}

describe('a tree that shares its files with those of other images', () => {
  test.each([false, true])('has the values of a tree of its own (kept: %s)', (isKept) => {
    for (const board of ['fox', 'hare']) {
      for (const wide of ['y', 'n']) {
        const { whole, shared } = both(FILES, ofBoard(board, wide), isKept);
        for (const lines of [[], ['APP=y'], ['WIDE=n', 'SIZE=9'], ['TWO=y', 'WIDE=y']])
          expect(valuesOf(shared!, lines)).toEqual(valuesOf(whole, lines));
      }
    }
  });

  test('has the lines of a board before those of the SDK', () => {
    const { shared } = both(FILES, ofBoard('fox', 'y'));
    expect(valuesOf(shared!, []).values).toContain('SIZE=6');
    expect(shared!.symbols.get('SIZE')!.definitions.map(({ at }) => at.path)).toEqual([
      '/fox/Kconfig.defconfig',
      '/shared',
    ]);
  });

  test('is the same when it was kept', () => {
    const { shared } = both(FILES, ofBoard('fox', 'y'));
    const { shared: kept } = both(FILES, ofBoard('fox', 'y'), true);
    expect(packed(kept!)).toEqual(packed(shared!));
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['reads it under a condition', { '/Kconfig': 'config A\n\tbool\nif A\nsource "/shared"\nendif\n' }],
    ['reads it twice', { '/Kconfig': 'source "/shared"\nsource "/shared"\n' }],
    [
      'changes a variable that its lines read',
      { '/shared': `WORD := one\n${SHARED}\nconfig WORD_$(WORD)\n\tbool\n`, '/fox/Kconfig.defconfig': 'WORD := two\n' },
    ],
    ['gives a symbol another type', { '/fox/Kconfig.defconfig': 'config SIZE\n\tbool\n' }],
  ])('is none where an image %s', (_, files) => {
    expect(both({ ...FILES, ...files }, ofBoard('fox', 'y')).shared).toBeUndefined();
  });
});
