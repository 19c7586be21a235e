import type { Configuration } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { defineRule, originOf, reason, setSysbuild } from '../rule.ts';

const TYPES = ['RSA', 'ECDSA_P256', 'ED25519'];

export default defineRule({
  id: 'mcuboot/signature-default',
  severity: 'warning',
  about: () => ({
    summary: 'A product keeps the kind of signature that the devices in the field verify.',
    why: `
The kind of signature is a default: RSA or ECDSA by SoC, Ed25519 on the nRF54L from NCS 3.0 on. With child images it was set
in MCUboot's own configuration; sysbuild takes no notice of it and has defaults of its own. A bootloader in the field that
verifies the other kind refuses every update: "Image in the secondary slot is not valid".`,
    exceptions: `
Reported where both sides are at hand: files for child images that set a kind, and a sysbuild that sets none. What changes
between two releases of the SDK cannot be seen in one tree.`,
    sources: [
      'nrf/sysbuild/Kconfig.mcuboot:184-190 (3.3.99)',
      'nrf/doc/nrf/releases_and_maturity/migration/migration_guide_3.0.rst:535-546 (3.3.99)',
    ],
  }),

  *check(configuration) {
    const { sysbuild, otherFragments } = configuration;
    if (!sysbuild?.evident || !is(configuration.has('mcuboot'), true)) return;
    const current = TYPES.find((type) => is(sysbuild.kconfig.bool(`BOOT_SIGNATURE_TYPE_${type}`), true));
    if (current === undefined) return;
    const chosen = sysbuild.kconfig.bool(`BOOT_SIGNATURE_TYPE_${current}`);
    const kind = originOf(chosen)?.kind;
    if (kind === 'project' || kind === 'argument') return;
    for (const { source, assignments } of otherFragments) {
      if (!wasMcuboots(source.path, configuration)) continue;
      const before = assignments.findLast(
        ({ symbol, value }) => value === 'y' && TYPES.some((type) => symbol === `CONFIG_BOOT_SIGNATURE_TYPE_${type}`),
      );
      const type = before?.symbol.replace('CONFIG_BOOT_SIGNATURE_TYPE_', '');
      if (!before || type === current || sysbuild.isSetElsewhere(`SB_CONFIG_BOOT_SIGNATURE_TYPE_${type}`, 'y'))
        continue;
      yield {
        message: `devices that were updated with ${type} signatures refuse the next update: sysbuild signs with ${current}`,
        at: { span: before.span, text: 'nothing reads this any more' },
        because: [reason(`${current} is the default of sysbuild for this SoC`, chosen)],
        fixes: [setSysbuild(sysbuild, { [`SB_CONFIG_BOOT_SIGNATURE_TYPE_${type}`]: 'y' })],
      };
    }
  },
});

/** `child_image/mcuboot.conf`, `child_image/mcuboot/prj.conf` and the fragment for this board. */
function wasMcuboots(path: string, { board }: Configuration): boolean {
  const [, name = ''] = /(?:^|\/)child_image\/mcuboot(\.conf|\/prj\.conf|\/boards\/[^/]+\.conf)$/.exec(path) ?? [];
  return name.startsWith('/boards/') ? board.known && name === `/boards/${board.value}.conf` : name !== '';
}
