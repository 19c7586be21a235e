/**
 * Boards whose devicetree hardly changed when they got a folder for all of their targets (hardware model v2): the tree of
 * NCS 2.4.0 stands for that of a version with sysbuild, until somebody reads the newer one whole.
 *
 * Compared by eye in what rules ask of a board, flash chips, chosen nodes, pins and who is enabled:
 * boards/nordic/nrf52840dk of sdk-zephyr 3c03e6a1, nrf5340dk of zephyr 0225b4db, nrf52833dk of 0fdf1091, nrf9160dk of
 * 249205b3, thingy53 of sdk-zephyr 2e308869. In versions from 3.1 on the non-secure targets have other partitions, and
 * the memory that the cores of the nRF5340 share is described elsewhere.
 */
export const hasOlderTree = (version: string, name: string): boolean => boardsOfOlderTrees(version).includes(name);

export const boardsOfOlderTrees = (version: string): readonly string[] =>
  version === '3.3.99' ? always : [...always, ...untilSharedMemoryMoved];

const always: readonly string[] = [
  'nrf52dk_nrf52832',
  'nrf52833dk_nrf52833',
  'nrf52840dk_nrf52840',
  'nrf21540dk_nrf52840',
  'nrf9160dk_nrf9160',
  'thingy53_nrf5340_cpuapp',
];

const untilSharedMemoryMoved: readonly string[] = [
  'nrf5340dk_nrf5340_cpuapp',
  'nrf5340dk_nrf5340_cpuapp_ns',
  'nrf5340dk_nrf5340_cpunet',
  'nrf9160dk_nrf9160_ns',
];

/** Files that were read in later versions, too, and are the same: MCUboot's overlay, and up to 2.9.0 that of the flash in RAM. */
export const isUnchanged = (version: string, name: string): boolean =>
  name === 'bootloader/mcuboot/boot/zephyr/app.overlay' ||
  (name === 'nrf/modules/mcuboot/flash_sim.overlay' && /^2\.[79]\.0$/.test(version));
