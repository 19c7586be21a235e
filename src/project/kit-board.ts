/**
 * The board of a kit as people say it: "nRF52840 DK" and "PCA10056" are nrf52840dk_nrf52840, "Thingy:53" is
 * thingy53_nrf5340_cpuapp. `names`: the boards there are; undefined where none of them is meant.
 */
export function kitBoard(kit: string, names: readonly string[]): string | undefined {
  const said = kit
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace('developmentkit', 'dk')
    .replace(/^nrfdk(\d+)$/, 'nrf$1dk')
    .replace(/audio$/, 'audiodk');
  const stem = BY_NUMBER[said] ?? said;
  const chip = CHIP_OF_FAMILY[stem] ?? stem.replace(/(dk|dongle)$/, '');
  const fitting = names.filter((name) => squeezed(name).startsWith(`${stem}nrf`) && !OTHER_CORE.test(name));
  const ownChip = fitting.filter((name) => squeezed(name).startsWith(`${stem}${chip}`));
  // Applications of the nRF91 are non-secure ones, all others are not.
  const wanted = (name: string) => name.endsWith('_ns') === /nrf91/.test(name);
  return (ownChip.length > 0 ? ownChip : fitting).sort(
    (a, b) => Number(wanted(b)) - Number(wanted(a)) || a.length - b.length,
  )[0];
}

const squeezed = (name: string): string => name.replaceAll('_', '');

/** Cores that an application does not begin with. */
const OTHER_CORE = /cpu(net|rad|ppr|flpr)/;

/** Printed on the kits: nrf/doc/nrf/app_dev/board_names.rst:84-235 (3.3.99). */
const BY_NUMBER: Readonly<Record<string, string>> = {
  pca10040: 'nrf52dk',
  pca10056: 'nrf52840dk',
  pca10059: 'nrf52840dongle',
  pca10090: 'nrf9160dk',
  pca10095: 'nrf5340dk',
  pca10100: 'nrf52833dk',
  pca10112: 'nrf21540dk',
  pca10121: 'nrf5340audiodk',
  pca10143: 'nrf7002dk',
  pca10153: 'nrf9161dk',
  pca10156: 'nrf54l15dk',
  pca10165: 'nrf9131ek',
  pca10171: 'nrf9151dk',
  pca10175: 'nrf54h20dk',
  pca10184: 'nrf54lm20dk',
  pca10188: 'nrf54lv10dk',
  pca20020: 'thingy52',
  pca20035: 'thingy91',
  pca20053: 'thingy53',
  pca20065: 'thingy91x',
};

/** Kits named after a family carry this chip; other targets stand for smaller ones. Same file, line 165. */
const CHIP_OF_FAMILY: Readonly<Record<string, string>> = { nrf52dk: 'nrf52832' };
