import { describe, expect, test } from 'vitest';
import { configuration, tree } from './kconfig-tree.ts';

describe('a bool', () => {
  const text = `
config DEPENDED
	bool "one"
config ASKED
	bool "two"
	depends on DEPENDED
	default y
config HIDDEN
	bool
	default y if ASKED
config SELECTING
	bool "three"
	select ASKED
config IMPLYING
	bool "four"
	imply HIDDEN
`;

  test('is what was assigned, where its prompt is seen', () => {
    expect(configuration(text, ['DEPENDED=y', 'ASKED=n']).argument('ASKED')).toBe('assigned n');
    expect(configuration(text, ['ASKED=y']).argument('ASKED')).toBe('nothing, not ASKED=y: DEPENDED');
  });

  test('is else what the first default says whose condition holds', () => {
    const { value, argument } = configuration(text, ['DEPENDED=y']);
    expect([value('ASKED'), value('HIDDEN')]).toEqual(['y', 'y']);
    expect(argument('HIDDEN')).toBe('default at 10 if ASKED');
  });

  test('is forced by a select, whatever it depends on, and the build stops then', () => {
    const { value, argument, messages } = configuration(text, ['SELECTING=y']);
    expect([value('DEPENDED'), value('ASKED')]).toEqual(['n', 'y']);
    expect(argument('ASKED')).toBe('selected by SELECTING at 13');
    expect(messages).toEqual(['unmet-select ASKED, stops']);
  });

  test('is implied where nothing says otherwise', () => {
    expect(configuration(text, ['IMPLYING=y']).argument('HIDDEN')).toBe('implied by IMPLYING at 16');
  });
});

test('defaults from elsewhere stand where they are read, and hold where the symbol itself does', () => {
  const text = `
configdefault SIZE
	default 1 if SMALL
config SMALL
	bool "small"
config ASKED
	bool "asked"
config SIZE
	int
	depends on ASKED
	default 2 if !WIDE
configdefault SIZE
	default 3
config WIDE
	bool "wide"
`;
  const sizes = [['SMALL=y'], ['ASKED=y', 'SMALL=y'], ['ASKED=y'], ['ASKED=y', 'WIDE=y']].map((lines) =>
    configuration(text, lines).value('SIZE'),
  );
  expect(sizes).toEqual(['', '1', '2', '3']);
  expect(tree(text).problems).toEqual([]);
});

describe('a number', () => {
  const text = `
config SIZE
	int "size"
	range 16 64 if SMALL
	default 128 if !SMALL
	default 8
config SMALL
	bool "small"
config START
	hex "start"
	default 0x1F
config COPY
	hex
	default START
`;

  test('keeps the text of its assignment', () => {
    expect(configuration(text, ['START=20']).value('COPY')).toBe('20');
    expect(configuration(text, ['START=0X2f']).value('COPY')).toBe('0X2f');
  });

  test('is lifted into the range that is in effect', () => {
    const { value, argument, messages } = configuration(text, ['SMALL=y']);
    expect(value('SIZE')).toBe('16');
    expect(argument('SIZE')).toBe('range at 4 if SMALL');
    expect(messages).toEqual(['default-clamped SIZE, stops']);
  });

  test('is its default where the assignment is out of range, and the build stops', () => {
    const { value, messages } = configuration(text.replace('default 8', 'default 32'), ['SMALL=y', 'SIZE=100']);
    expect(value('SIZE')).toBe('32');
    expect(messages).toEqual(['out-of-range SIZE, stops', 'not-taken SIZE']);
  });

  test('is compared as one, and text as text', () => {
    const compared = (condition: string): string | undefined =>
      configuration(`${text}config RESULT\n\tdef_bool ${condition}\n`).value('RESULT');
    expect(compared('SIZE > 16')).toBe('y');
    expect(compared('START = 31')).toBe('y');
    expect(compared('START = 0x20')).toBe('n');
    expect(compared('"b" > "a"')).toBe('y');
    expect(compared('SMALL < 1')).toBe('y');
  });
});

describe('a choice', () => {
  const text = `
choice MODE
	prompt "mode"
	default SECOND if PREFERRED
config FIRST
	bool "first"
config BELOW_FIRST
	bool "below"
	depends on FIRST
config SECOND
	bool "second"
config THIRD
	bool "third"
	depends on PREFERRED
endchoice
config PREFERRED
	bool "preferred"
`;

  test('has the members that do not depend on the one before', () => {
    expect(tree(text).choices[0]?.members.map(({ name }) => name)).toEqual(['FIRST', 'SECOND', 'THIRD']);
  });

  test('goes to the member set last, else to its default, else to the first one', () => {
    expect(configuration(text, ['FIRST=y', 'SECOND=y']).value('SECOND')).toBe('y');
    expect(configuration(text, ['PREFERRED=y']).value('SECOND')).toBe('y');
    expect(configuration(text).value('FIRST')).toBe('y');
    expect(configuration(text).argument('SECOND')).toBe('the choice is FIRST');
  });

  test('does not go to a member that is not seen, which is only a warning', () => {
    const { value, messages } = configuration(text, ['THIRD=y']);
    expect([value('FIRST'), value('THIRD')]).toEqual(['y', 'n']);
    expect(messages).toEqual(['not-selected THIRD']);
  });
});

describe('menus and ifs', () => {
  const text = `
menu "m"
	depends on OUTER
	visible if SHOWN
if INNER
config DEEP
	bool "deep"
	default y
endif
endmenu
config OUTER
	def_bool y
config INNER
	def_bool y
config SHOWN
	bool "shown"
`;

  test('pass on what they depend on; `visible if` to prompts alone', () => {
    expect(configuration(text, ['DEEP=n']).value('DEEP')).toBe('y');
    expect(configuration(text, ['SHOWN=y', 'DEEP=n']).value('DEEP')).toBe('n');
    expect(configuration(text.replace('OUTER\n\tdef_bool y', 'OUTER\n\tdef_bool n')).value('DEEP')).toBe('n');
  });
});

describe('what kconfig.py says of assignments', () => {
  const text = `
config NUMBER
	int "number"
config TEXT
	string "text"
config HIDDEN
	bool
config FLAG
	bool "flag"
	depends on HIDDEN && (NUMBER > 3 || TEXT = "x")
`;

  test.each([
    ['MISTYPED=y', 'undefined-symbol MISTYPED, stops'],
    ['NUMBER=0x10', 'invalid-value NUMBER, stops'],
    ['TEXT=bare', 'malformed-string TEXT, stops'],
    ['FLAG=true', 'invalid-value FLAG, stops'],
    ['HIDDEN=y', 'no-prompt HIDDEN, stops'],
    ['FLAG=y', 'not-taken FLAG'],
  ])('%s', (line, message) => {
    expect(configuration(text, [line]).messages).toEqual([message]);
  });

  test('names the dependencies that are not met', () => {
    expect(configuration(text, ['FLAG=y']).argument('FLAG')).toBe(
      'nothing, not FLAG=y: HIDDEN, NUMBER > 3 || TEXT = "x"',
    );
  });
});

describe('what is not known', () => {
  const text = `
config NEEDS
	bool "needs"
	default y
	depends on FROM_A_MODULE
config NEEDS_NOT
	bool
	default y if FROM_A_MODULE || y
config EITHER
	int
	default 3 if FROM_A_MODULE
	default 3
config NEVER
	bool
	default FROM_A_MODULE && n
`;
  const isOpen = (symbol: string): boolean => symbol === 'FROM_A_MODULE';

  test('makes what rests on it unknown, and nothing else', () => {
    const { value } = configuration(text, [], { isOpen });
    expect([value('NEEDS'), value('NEEDS_NOT'), value('EITHER'), value('NEVER')]).toEqual([undefined, 'y', '3', 'n']);
  });

  test('leaves an assignment of n what it is', () => {
    const { value, messages } = configuration(text, ['NEEDS=n'], { isOpen });
    expect(value('NEEDS')).toBe('n');
    expect(messages).toEqual([]);
  });

  test('is a symbol that depends on itself', () => {
    expect(configuration('config A\n\tdef_bool B\nconfig B\n\tdef_bool !A\n').value('A')).toBeUndefined();
  });
});

describe('a tree of files', () => {
  test('follows source, from the folder of the tree or of the file, with wildcards and variables', () => {
    const files = {
      Kconfig: 'source "$(WHERE)/Kconfig"\nosource "absent"\nsource "a/*/Kconfig.x"\n',
      'a/Kconfig': 'rsource "b/Kconfig.x"\nconfig A\n\tbool\n',
      'a/b/Kconfig.x': 'config B\n\tbool\n',
      'a/c/Kconfig.x': 'config C\n\tbool\n',
    };
    const { files: read, problems, gaps } = tree(files, { variable: (name) => (name === 'WHERE' ? 'a' : undefined) });
    expect(read).toEqual(['/Kconfig', '/a/Kconfig', '/a/b/Kconfig.x', '/a/b/Kconfig.x', '/a/c/Kconfig.x']);
    expect([...problems, ...gaps]).toEqual([]);
  });

  test('remembers a file that is not there, and stops at one within itself', () => {
    const { problems, gaps } = tree({ Kconfig: 'source "absent"\nsource "Kconfig"\nconfig A\n\tbool\n' });
    expect(problems.map(({ kind, at }) => `${kind} ${at.line}`)).toEqual(['missing-file 1', 'recursion 2']);
    expect(gaps).toMatchObject([{ missing: 'absent' }]);
  });

  test('has macros with arguments, evaluated when they are used or when they are set', () => {
    const text = `
later = $(now)-$(1)
now := one
config $(later,A)_X
	string
	default "$(later,x,y) $UNSET"
now := two
config B
	string
	default "$(later,z)"
`;
    const { value } = configuration(text.replace('$(later,A)_X', 'A'));
    expect([value('A'), value('B')]).toEqual(['one-x $UNSET', 'two-z']);
  });

  test('does not run commands: what they print is unknown', () => {
    const text = 'config A\n\tstring\n\tdefault "$(shell,date)"\nconfig B\n\tdef_bool $(shell,true)\n';
    const { value } = configuration(text);
    expect([value('A'), value('B')]).toEqual([undefined, undefined]);
  });

  test('ends with macros that never end', () => {
    const { problems } = tree('a = $(b)\nb = $(a)\nc = $(c,$(1)$(1))\nconfig A\n\tdefault "$(a)$(c,x)"\n');
    expect(problems[0]?.kind).toBe('macro');
  });
});
