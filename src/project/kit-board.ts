/** The board of a kit as people say it: "nRF52840 DK" is nrf52840dk_nrf52840, "Thingy:53" thingy53_nrf5340_cpuapp. */
export function kitBoard(kit: string, names: readonly string[]): string | undefined {
  const stem = kit.toLowerCase().replace(/[^a-z0-9]/g, '');
  const chip = /^nrf\d+/.exec(stem)?.[0] ?? '';
  const fitting = names.filter((name) => name.startsWith(`${stem}_`) && !/cpunet/.test(name));
  const ownChip = fitting.filter((name) => name.startsWith(`${stem}_${chip}`));
  // Applications of the nRF91 are non-secure ones, all others are not.
  const wanted = (name: string) => name.endsWith('_ns') === /nrf91/.test(name);
  return (ownChip.length > 0 ? ownChip : fitting).sort(
    (a, b) => Number(wanted(b)) - Number(wanted(a)) || a.length - b.length,
  )[0];
}
