/** A board as file names carry it. */
export interface NamedBoard {
  /** `nrf5340dk_nrf5340_cpuapp_ns`: slashes of a board target as underscores. */
  readonly name: string;
  /** With dots: "0.14.0". */
  readonly revision?: string | undefined;
}

/** `<board>`, then `<board>_<revision>` with the dots as underscores: both are read, the general one first. */
export function boardStems({ name, revision }: NamedBoard): readonly string[] {
  return revision === undefined ? [name] : [name, `${name}_${revision.replaceAll('.', '_')}`];
}

/**
 * The stem without the SoC, which Zephyr still takes for boards with one SoC: `nrf52840dk` for `nrf52840dk_nrf52840`,
 * `thingy53_cpuapp` for `thingy53_nrf5340_cpuapp`. Undefined where no part of the name looks like a SoC.
 */
export function shortStem({ name, revision }: NamedBoard): string | undefined {
  const parts = boardParts(name);
  if (!parts.soc) return undefined;
  return boardStems({ name: [parts.board, ...parts.qualifiers].join('_'), revision }).at(-1);
}

/** `nrf5340_cpuapp` for `nrf5340dk_nrf5340_cpuapp`: what files in `socs/` are named after. */
export function socStem({ name }: NamedBoard): string | undefined {
  const { soc, qualifiers } = boardParts(name);
  return soc && [soc, ...qualifiers].join('_');
}

export interface BoardParts {
  /** `nrf5340dk` */
  readonly board: string;
  /** `nrf5340`; undefined where no part of the name looks like a SoC. */
  readonly soc: string | undefined;
  /** `cpuapp`, `ns`. */
  readonly qualifiers: readonly string[];
}

/** The last part that looks like a SoC of Nordic, behind the first part, is the SoC; the Wi-Fi chips nRF7000 to nRF7002 are none. */
export function boardParts(name: string): BoardParts {
  const parts = name.split('_');
  const at = parts.findLastIndex((part, index) => index > 0 && /^nrf(?!700\d$)\d{2,}[a-z]*\d*[a-z]?$/i.test(part));
  if (at < 0) return { board: name, soc: undefined, qualifiers: [] };
  return { board: parts.slice(0, at).join('_'), soc: parts[at], qualifiers: parts.slice(at + 1) };
}

/** `prj.conf` with suffix `release` is `prj_release.conf`. */
export const suffixed = (name: string, suffix: string | undefined): string =>
  suffix === undefined ? name : name.replace(/(\.\w+)$/, `_${suffix}$1`);
