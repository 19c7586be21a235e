import { impliedRegion, type Names, type Placement, type Requirement } from './requirements.ts';

/** A partition while it is being placed: the solver changes it until it has an address and a size. */
export interface Draft {
  readonly region: string;
  address?: number | undefined;
  size?: number | undefined;
  shareSize?: Names | undefined;
  /** How many partitions share the size of this one. */
  sharers: number;
  /** Undefined for a partition that holds bytes of its own. */
  span?: Names | undefined;
  inside?: Names | undefined;
  /** Its lists hold names only, once `relevant` has been there. */
  placement?: Placement | undefined;
  readonly misplaced?: 'align' | 'align_next' | undefined;
}

export type Drafts = Map<string, Draft>;

export const draftOf = (name: string, { region, ...wanted }: Requirement): Draft => ({
  ...wanted,
  region: region ?? impliedRegion(name),
  sharers: 0,
});

/** Names that no longer hold a choice. */
export const names = (list: Names | undefined): readonly string[] =>
  list === undefined ? [] : 'oneOf' in list ? list.oneOf : list.filter((name) => typeof name === 'string');

/** The first of the names, which is the one that counts for `before`, `after`, `inside` and `share_size`. */
export const first = (list: Names | undefined): string | undefined => names(list)[0];
