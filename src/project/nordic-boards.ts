/**
 * Board targets of hardware model v2, NCS 2.7 and later, as the scenarios of sdk-nrf name them (`platform_allow` and
 * `integration_platforms` of every sample.yaml and testcase.yaml of 2.7.0, 2.9.0-rc1 and 3.3.99). File names join their
 * parts with underscores.
 */
export const nordicTargets: readonly string[] = [
  ...of('nrf21540dk', 'nrf52840'),
  ...of('nrf51dk', 'nrf51822'),
  ...of('nrf52810dmouse', 'nrf52810'),
  ...of('nrf52820dongle', 'nrf52820'),
  ...of('nrf52833dk', 'nrf52820 nrf52833'),
  ...of('nrf52833dongle', 'nrf52833'),
  ...of('nrf52840dk', 'nrf52811 nrf52840'),
  ...of('nrf52840dongle', 'nrf52840'),
  ...of('nrf52840gmouse', 'nrf52840'),
  ...of('nrf52dk', 'nrf52805 nrf52810 nrf52832'),
  ...of('nrf52dmouse', 'nrf52832'),
  ...of('nrf52kbd', 'nrf52832'),
  ...of('nrf5340_audio_dk', 'nrf5340/cpuapp'),
  ...of('nrf5340dk', 'nrf5340/cpuapp nrf5340/cpuapp/ns nrf5340/cpunet'),
  ...of('nrf54h20dk', 'nrf54h20/cpuapp nrf54h20/cpuflpr nrf54h20/cpuflpr/xip nrf54h20/cpuppr nrf54h20/cpuppr/xip'),
  ...of('nrf54h20dk', 'nrf54h20/cpurad'),
  ...of('nrf54l15dk', 'nrf54l05/cpuapp nrf54l10/cpuapp nrf54l10/cpuapp/ns nrf54l15/cpuapp nrf54l15/cpuapp/ns'),
  ...of('nrf54l15dk', 'nrf54l15/cpuflpr nrf54l15/cpuflpr/xip'),
  ...of('nrf54l15pdk', 'nrf54l15/cpuapp nrf54l15/cpuapp/ns'),
  ...of('nrf54l15tag', 'nrf54l15/cpuapp'),
  ...of('nrf54lc10dk', 'nrf54lc10a/cpuapp nrf54lc10a/cpuapp/ns nrf54lc10a/cpuflpr'),
  ...of('nrf54lm20dk', 'nrf54lm20a/cpuapp nrf54lm20a/cpuapp/ns nrf54lm20a/cpuflpr'),
  ...of('nrf54lm20dk', 'nrf54lm20b/cpuapp nrf54lm20b/cpuapp/ns nrf54lm20b/cpuflpr'),
  ...of('nrf54lm20dongle', 'nrf54lm20b/cpuapp'),
  ...of('nrf54ls05dk', 'nrf54ls05a/cpuapp nrf54ls05b/cpuapp'),
  ...of('nrf54lv10dk', 'nrf54lv10a/cpuapp nrf54lv10a/cpuapp/ns nrf54lv10a/cpuflpr'),
  ...of('nrf7002dk', 'nrf5340/cpuapp nrf5340/cpuapp/nrf7001 nrf5340/cpuapp/ns nrf5340/cpunet'),
  ...of('nrf7120dk', 'nrf7120/cpuapp nrf7120/cpuapp/ns nrf7120/cpuflpr'),
  ...of('nrf9131ek', 'nrf9131/ns'),
  ...of('nrf9151dk', 'nrf9151 nrf9151/ns'),
  ...of('nrf9160dk', 'nrf52840 nrf9160 nrf9160/ns'),
  ...of('nrf9161dk', 'nrf9161 nrf9161/ns'),
  ...of('nrf9251dk', 'nrf9251/cpuapp nrf9251/cpuflpr nrf9251/cpuflpr/xip nrf9251/cpuppr nrf9251/cpuppr/xip'),
  ...of('nrf9280pdk', 'nrf9280/cpuapp nrf9280/cpurad'),
  ...of('thingy53', 'nrf5340/cpuapp nrf5340/cpuapp/ns nrf5340/cpunet'),
  ...of('thingy91', 'nrf52840 nrf9160 nrf9160/ns'),
  ...of('thingy91x', 'nrf5340/cpuapp nrf9151/ns'),
];

/** Old names that the scenarios of sdk-nrf 2.6.0 use and 2.4.0 does not have yet. */
export const namesOf26: readonly string[] = [
  'nrf54h20pdk_nrf54h20_cpuapp',
  'nrf54h20pdk_nrf54h20_cpurad',
  'nrf54l15pdk_nrf54l15_cpuapp',
  'nrf9151dk_nrf9151_ns',
  'thingy91x_nrf5340_cpuapp',
  'thingy91x_nrf9151_ns',
];

function of(board: string, qualifiers: string): readonly string[] {
  return qualifiers.split(' ').map((qualifier) => `${board}/${qualifier}`);
}
