import { describe, expect, it } from 'vitest';
import { devicetreeParser } from '../../devicetree-parser.ts';
import { mistakes } from './printed.ts';

await devicetreeParser;

/** Each text has one mistake, and one thing is said about it: where it was made, and what belongs there. */
const oneMistake = (cases: readonly (readonly [name: string, text: string, said: string])[]) =>
  it.each(cases)('%s', (_, text, said) => expect(mistakes(text)).toEqual([said]));

describe('a semicolon is missing', () => {
  oneMistake([
    ['after a property', '&a {\n\tx = "y"\n\tz;\n};', "2:6 ';' is missing at the end of the property 'x'"],
    ['after the last property', '&a { x = <1> };', "1:12 ';' is missing at the end of the property 'x'"],
    ['after a flag', '&a {\n\tx\n\ty = <1>;\n};', "2:2 ';' is missing after 'x'"],
    ['after a node', '&a {\n}\n&b {\n};', "2:1 ';' is missing after the '}' of '&a {'"],
    ['after a node in a node', '&a {\n\tb {\n\t}\n\tc { };\n};', "3:2 ';' is missing after the '}' of 'b {'"],
    ['after /delete-property/', '&a {\n\t/delete-property/ x\n\ty;\n};', "2:20 ';' is missing after /delete-property/"],
    ['after /delete-node/', '/delete-node/ &a\n&b { };', "1:15 ';' is missing after /delete-node/"],
  ]);
});

describe('something else stands for a semicolon', () => {
  oneMistake([
    ['a comma', '&a {\n\tx = "y",\n\tz = <1>;\n};', "2:9 the property 'x' ends with ';', not with ','"],
    ['a comma at the end', '&a {\n\tx = "y",\n};', "2:9 the property 'x' ends with ';', not with ','"],
    ['a colon', '&a {\n\tx = "y":\n};', "2:9 the property 'x' ends with ';', not with ':'"],
    ['a comma after a node', '&a {\n\tb { },\n\tc { };\n};', "2:6 a node ends with '};', not with '},'"],
  ]);
});

describe('a brace', () => {
  const opened = (line: number) => ` (opened here: ${line})`;
  oneMistake([
    ['is missing at the end', '&a {\n\tx;\n', `2:3 '};' is missing: '&a {' is never closed${opened(1)}`],
    [
      'is missing before the next node',
      '&a {\n\tx;\n\n&b {\n\ty;\n};',
      `2:3 '};' is missing: '&a {' is never closed${opened(1)}`,
    ],
    [
      'is missing further in, as the columns tell',
      '/ {\n\tleds {\n\t\tled {\n\t\t\tx;\n\t};\n};\n\n&b { };',
      `4:5 '};' is missing: 'led {' is never closed${opened(3)}`,
    ],
    [
      'is missing in the middle, as the columns tell',
      '/ {\n\tleds {\n\t\tled { };\n\n\tkeys { };\n};\n',
      `3:10 '};' is missing: 'leds {' is never closed${opened(2)}`,
    ],
    [
      'is missing where nothing is indented',
      '&a {\nx;\ny;\n&b {\nz;\n};\n',
      `3:2 '};' is missing: '&a {' is never closed${opened(1)}`,
    ],
    ['closes nothing', '&a {\n};\n};\n&b { };', "3:1 '}' closes nothing"],
    [
      'closes a node too early, as the columns tell',
      '/ {\n\tleds {\n\t\tled { };\n\t\t};\n\t};\n\tkeys { };\n};\n&b { };',
      "4:3 this '}' closes one node too many",
    ],
    ['is missing behind a reference', '&a\n\tx;\n};', "1:1 '{' is missing after '&a'"],
    ['is missing behind a reference on its line', '&a x = "y";\n', "1:1 '{' is missing after '&a'"],
    ['is missing behind a name', '&a {\n\tleds\n\t\tled { };\n\t};\n};', "2:2 '{' is missing after 'leds'"],
    ['is a bracket', '&a [\n\tx;\n];\n', "1:1 '{' is missing after '&a'"],
  ]);
});

describe('a bracket or a quote is missing', () => {
  oneMistake([
    ['> before the semicolon', '&a {\n\tx = <1 2;\n\ty;\n};', "2:9 '>' is missing (opened here: 2)"],
    ['> and the semicolon', '&a {\n\tx = <1 2\n\ty-z = "s";\n};', "2:9 '>' is missing (opened here: 2)"],
    ['> before the next value', '&a { x = <1 2, <3>; };', "1:13 '>' is missing (opened here: 1)"],
    [']', '&a {\n\tx = [c2 28;\n\ty;\n};', "2:10 ']' is missing (opened here: 2)"],
    [')', '&a { x = <((1 + 2)>; };', "1:11 ')' is missing"],
    [') of a macro', '&a {\n\tx = <PIN(A, 1>;\n\ty;\n};', "2:7 the call of PIN is never closed: ')' is missing"],
    ['"', '&a {\n\tx = "y;\n\tz = "w";\n};', `2:6 the string "y is never closed: '"' is missing`],
    ['" where no other follows', '&a {\n\tx = "y;\n};', `2:6 the string "y is never closed: '"' is missing`],
    ['*/', '&a { };\n/* and so on', "2:1 the comment is never closed: '*/' is missing"],
  ]);
});

describe('a value', () => {
  const write = (text: string) => ` [write "${text}"]`;
  oneMistake([
    ['lacks its =', '&a {\n\tx "y";\n};', "2:2 '=' is missing after 'x'"],
    ['has : for =', '&a {\n\tx: "y";\n};', "2:2 'x' is followed by '=', not by ':'"],
    ['has : for = behind a name that is no label', '&a {\n\tx,y: "z";\n};', "2:5 'x,y' is followed by '=', not by ':'"],
    ['has == for =', '&a { x == <1>; };', "1:8 a value is given with '=', not with '=='"],
    ['is missing', '&a { x = ; };', "1:8 the value of 'x' is missing"],
    ['is missing behind a comma', '&a { x = <1>, ; };', "1:13 a value is missing after ','"],
    ['lacks a comma before it', '&a { x = "a" "b"; };', "1:10 ',' is missing between two values"],
    ['lacks a comma on the line before', '&a {\n\tx = <1>\n\t    <2>;\n};', "2:8 ',' is missing between two values"],
    ['is a word', '&a { x = okay; };', `1:10 'okay' is no value: a string stands in quotes${write('okay')}`],
    ['is a bare number', '&a { x = 0x10; };', '1:10 a number stands in angle brackets: <0x10>'],
    ['is a bare expression', '&a { x = (1 + 2); };', '1:10 a number stands in angle brackets: <(1 + 2)>'],
    ['has typographic quotes', '&a { x = “y”; };', `1:10 a string stands in plain quotes, not in “${write('y')}`],
    ['has single quotes', "&a { x = 'yes'; };", `1:10 a string stands in double quotes, not in '${write('yes')}`],
    ['has commas between cells', '&a { x = <&b, 13, 0>; };', "1:13 cells are separated by blanks, not by ','"],
    ['has a typing error', '&a { x = <0x40g0>; };', "1:11 '0x40g0' is not a number"],
    ['is no octal number', '&a { x = <089>; };', "1:11 '089' is not a number"],
    ['computes without round brackets', '&a { x = <1 << 2>; };', "1:13 arithmetic stands in round brackets: '<<'"],
    ['is negative without round brackets', '&a { x = <-1>; };', "1:11 arithmetic stands in round brackets: '-'"],
    ['divides by zero', '&a { x = <(1 / 0)>; };', '1:11 division by zero'],
    ['is too large', '&a { x = <0x100000000>; };', '1:11 0x100000000 does not fit into 32 bits'],
    ['is too large for its bits', '&a { x = /bits/ 8 <256>; };', '1:20 256 does not fit into 8 bits'],
    ['has a strange width', '&a { x = /bits/ 7 <1>; };', '1:17 /bits/ is followed by 8, 16, 32 or 64'],
    ['has a string among cells', '&a { x = <1 "2">; };', '1:13 a string cannot stand in angle brackets'],
    ['has a reference among bytes', '&a { x = /bits/ 8 <&b>; };', '1:20 only cells of 32 bits can hold a reference'],
    ['has half a byte', '&a { x = [c2 28 1]; };', "1:17 a byte has two digits, '1' has 1"],
    ['has 0x in bytes', '&a { x = [0xc2 0x28]; };', '1:11 bytes are written without 0x: c2'],
    ['has commas between bytes', '&a { x = [c2, 28]; };', "1:13 bytes are separated by blanks, not by ','"],
    ['has a blank from a web page', '&a { x = <1\u00a02>; };', '1:12 the character U+00A0 has no place here'],
  ]);
});

describe('a statement', () => {
  oneMistake([
    ['is empty', '/ {;\n\tx;\n};', "1:4 ';' ends nothing here"],
    ['is empty behind another', '&a { x;; };', "1:8 ';' ends nothing here"],
    ['stands outside of any node', 'x = "y";\n', "1:1 the property 'x' stands outside of any node"],
    [
      'is a node that lacks its &',
      'spi1 {\n\tx;\n};\n\nspi2 { };',
      "1:1 the node 'spi1' stands outside of '/ { ... };' [to change the node with this label, write '&spi1 {']",
    ],
    [
      'is a reference opened in a node',
      '&a {\n\tx;\n\t&b {\n\t};\n};',
      "3:2 '&b {' stands at the top of a file only, not within '&a {'",
    ],
    ['gives a node a value', '&a { b = { x; }; };', "1:8 no '=' stands between the node 'b' and its '{'"],
    ['has a label that is none', '&a { b-c: d { }; };', "1:6 a label has letters, digits and '_' only: 'b-c'"],
    ['has a blank in its label', '&a { b : d { }; };', "1:8 the ':' of a label stands right behind it: 'b:'"],
    ['has a label and nothing else', '&a { b: };', "1:6 the label 'b' stands before no node and no property"],
    [
      'names a node with what only properties have',
      '&a { b#c { }; };',
      "1:6 '#' cannot stand in the name of a node: 'b#c'",
    ],
    ['gives a property an address', '&a { b@1 = <1>; };', "1:6 '@' stands in names of nodes only: 'b@1'"],
    ['is unknown', '&a { /delete-nodes/ b; };', '1:6 /delete-nodes/ is not known'],
    [
      'deletes a node by name at the top',
      '/delete-node/ b;',
      '1:15 at the top of a file, /delete-node/ is followed by a reference such as &label',
    ],
    [
      'deletes a node by reference in a node',
      '&a { /delete-node/ &b; };',
      '1:20 in a node, /delete-node/ is followed by the name of one of its nodes',
    ],
    [
      'opens a board in an overlay',
      '/dts-v1/;\n&a { };',
      "1:1 /dts-v1/ has no place in an overlay: it stands at the start of a board's .dts",
    ],
    ['is a comment of another language', '# comment\n&a { };', "1:1 '#' begins no comment: write // or /* ... */"],
    ['is such a comment in a node', '&a {\n\t# comment\n\tx;\n};', "2:2 '#' begins no comment: write // or /* ... */"],
  ]);
});

describe('another language', () => {
  const kconfig = 'this is Kconfig, which belongs into a .conf file, not into a devicetree';
  oneMistake([
    ['is Kconfig', 'CONFIG_SPI=y\nCONFIG_FLASH=y\n\n&a { };', `1:1 ${kconfig}`],
    ['is Kconfig behind its comments', '# Drivers\n#\nCONFIG_SPI=y\n', `3:1 ${kconfig}`],
    ['is YAML', 'app:\n  address: 0x0\n  size: 0x1000\n', '1:1 this looks like YAML, not like a devicetree'],
    ['is prose', 'Hello, world!\nThis is text.', "1:1 expected '/ {' or a reference such as '&label {', not 'Hello,'"],
  ]);
});

describe('a directive', () => {
  oneMistake([
    ['has no end', '#ifdef X\n&a { };\n', '1:1 #ifdef without an #endif'],
    ['has no start', '&a { };\n#endif\n', '2:1 #endif without an #if'],
    ['asks for nothing', '#if\n#endif\n', '1:1 #if: the condition is missing'],
    ['asks what cannot be read', '#if 1 2\n#endif\n', "1:5 #if: expected an operator before '2'"],
    ['includes nothing', '#include\n', '1:1 #include needs "file" or <file>'],
    ['stops the build', '#ifndef X\n#error X is not set\n#endif\n', '2:1 #error: X is not set'],
    ['calls a macro wrongly', '#define F(a, b) a\n&a { x = <F(1)>; };', '2:11 F takes 2 arguments, not 1'],
    ['forgets the arguments of a macro', '#define F(a) a\n&a { x = <F>; };', '2:11 F needs its arguments in brackets'],
  ]);
});

it('tells each of several mistakes', () => {
  expect(mistakes('&a {\n\tx = <1,2>;\n\ty = "z"\n};\n&b {\n\tled { }\n};')).toEqual([
    "2:8 cells are separated by blanks, not by ','",
    "3:6 ';' is missing at the end of the property 'y'",
    "6:8 ';' is missing after the '}' of 'led {'",
  ]);
});
