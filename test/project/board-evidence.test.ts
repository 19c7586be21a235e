import { expect, test } from 'vitest';
import { postedBuild } from '../../src/project/posted-build.ts';
import { pastedPost } from '../../src/syntax/pasted-post.ts';
import { SourceFile } from '../../src/text/source.ts';
import { shippedKnowledge } from '../linting.ts';

const facts = shippedKnowledge('2.4.0', 'child-image')?.facts;
const boardOf = (overlay: string) =>
  postedBuild(pastedPost(new SourceFile('post.txt', `It does not boot.\n\n${overlay}\n`)), facts).board?.value;

test('a node that the overlay defines itself speaks for no board of another vendor', () => {
  // A board of another vendor is the only one that has such a node below this bus.
  expect(boardOf('&spi2 {\n\tcs-gpios = <&gpio1 1 1>;\n\tsdhc@0 {\n\t\treg = <0>;\n\t};\n};')).toBeUndefined();
});
