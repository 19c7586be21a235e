import { expect, test } from 'vitest';
import { statedPlaces } from '../../src/syntax/devicetree-places.ts';
import { SourceFile } from '../../src/text/source.ts';

const places = (...lines: readonly string[]) =>
  Object.fromEntries(
    [...statedPlaces(new SourceFile('zephyr.dts', lines.join('\n')))].map(([line, one]) => [
      line,
      `${one.path}:${one.line}`,
    ]),
  );

test('a node has the place of the comment above it, a property that of the comment behind it', () => {
  expect(
    places(
      "\t/* node '/soc/uart@40002000' defined in zephyr\\dts\\arm\\nordic\\nrf52840.dtsi:98 */",
      '\tuart0: uart@40002000 {',
      '\t\tstatus = "okay"; /* in ../app/app.overlay:3 */',
      '\t};',
    ),
  ).toEqual({ 2: 'zephyr/dts/arm/nordic/nrf52840.dtsi:98', 3: '../app/app.overlay:3' });
});

test('a value of several lines has it on each of them', () => {
  expect(places('\t\ta;', '\t\tpsels = < 0x6 >,', '\t\t        < 0x7 >; /* in a.dtsi:9 */')).toEqual({
    2: 'a.dtsi:9',
    3: 'a.dtsi:9',
  });
});

test('an older file has none', () => {
  expect(places('/ {', '\ta; /* from somewhere */', '};')).toEqual({});
});
