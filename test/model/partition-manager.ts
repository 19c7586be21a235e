import type { Names, Placement, Requirement, StaticPartition } from '../../src/model/partitions/solver/requirements.ts';
import { staticYaml } from '../../src/syntax/static-yaml.ts';
import { SourceFile } from '../../src/text/source.ts';

export { complexRegion, fill } from '../../src/model/partitions/solver/complex-region.ts';
export { containersOf } from '../../src/model/partitions/solver/containers.ts';
export { draftOf } from '../../src/model/partitions/solver/draft.ts';
export { order } from '../../src/model/partitions/solver/order.ts';
export { relevant } from '../../src/model/partitions/solver/relevant.ts';
export { simpleRegion } from '../../src/model/partitions/solver/simple-region.ts';
export { solve } from '../../src/model/partitions/solver/solve.ts';

/** A partition as it stands in a `pm.yml`: `{ placement: { before: 'app' }, size: 100 }`. */
export interface Written {
  readonly region?: unknown;
  readonly size?: unknown;
  readonly share_size?: unknown;
  readonly span?: unknown;
  readonly inside?: unknown;
  readonly placement?: object | undefined;
  readonly align?: unknown;
  readonly align_next?: unknown;
}

/** The partitions of a `pm.yml`, in their order. */
export const requirementsOf = (file: Readonly<Record<string, Written>>): Map<string, Requirement> =>
  new Map(Object.entries(file).map(([name, written]) => [name, requirement(written)]));

function requirement(written: Written): Requirement {
  const misplaced = (['align', 'align_next'] as const).find((key) => key in written);
  return {
    ...(typeof written.region === 'string' && { region: written.region }),
    ...(typeof written.size === 'number' && { size: written.size }),
    ...('share_size' in written && { shareSize: names(written.share_size) }),
    ...('span' in written && { span: names(written.span) }),
    ...('inside' in written && { inside: names(written.inside) }),
    ...('placement' in written && { placement: placement(written.placement ?? {}) }),
    ...(misplaced && { misplaced }),
  };
}

const placement = (written: object): Placement =>
  Object.fromEntries(
    Object.entries(written).map(([key, value]: [string, unknown]) =>
      key === 'align_next' ? ['alignNext', value] : key === 'align' ? [key, value] : [key, names(value)],
    ),
  );

function names(value: unknown): Names {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.map((one) => (typeof one === 'string' ? one : choice(one)));
  return choice(value);
}

const choice = (value: unknown) => ({ oneOf: (value as { readonly one_of: readonly string[] }).one_of });

/** The partitions of a static file that Partition Manager can read; undefined for another one. */
export function staticPartitions(text: string): Map<string, StaticPartition> | undefined {
  const { tree, problems } = staticYaml(new SourceFile('pm_static.yml', text));
  if (problems.length > 0 || tree.root !== 'mapping') return undefined;
  return new Map(
    tree.partitions.map(({ name, region, address, size, members }) => [
      name,
      {
        ...(region && { region: region.text }),
        ...(address && { address: address.value }),
        ...(size && { size: size.value }),
        ...(members && { span: members.map((member) => member.text) }),
      },
    ]),
  );
}
