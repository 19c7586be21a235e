import { is } from '../model/fact.ts';
import type { Reasons } from './reasons.ts';
import type { BothSides, Compared } from './verification.ts';

/** Images that were expected and not built, or the other way round. */
export function imageDifferences({ results, built, predicted }: BothSides, reasons: Reasons): Compared {
  const names = [...new Set([...built.composition.images, ...predicted.composition.images].map(({ name }) => name))];
  const compared = names.map((name) => {
    const expected = predicted.has(name);
    return {
      name,
      expected,
      isBuilt: results.image(name) !== undefined,
      isEqual: is(expected, results.image(name) !== undefined),
    };
  });
  const differing = compared.filter(({ expected, isEqual }) => expected.known && !isEqual);
  return {
    equal: compared.filter(({ isEqual }) => isEqual).length,
    different: differing.length,
    unknown: compared.filter(({ expected }) => !expected.known).length,
    differences: differing.map(({ name, isBuilt, expected }) => ({
      kind: 'image',
      image: name,
      name,
      predicted: { value: isBuilt ? undefined : 'part of the build', place: reasons.place(expected) },
      built: { value: isBuilt ? 'part of the build' : undefined, place: undefined },
      reason: reasons.ofImage(),
    })),
  };
}
