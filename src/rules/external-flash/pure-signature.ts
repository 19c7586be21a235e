import { image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { externalSlots } from '../../model/flash/external-flash.ts';
import { defineRule, originOf, projectSpan, reason, setKconfig, setSysbuild } from '../rule.ts';

const PURE = 'SB_CONFIG_BOOT_SIGNATURE_TYPE_PURE';
const DIRECT = 'CONFIG_BOOT_IMG_HASH_DIRECTLY_ON_STORAGE';

export default defineRule({
  id: 'external-flash/pure-signature',
  severity: 'error',
  about: () => ({
    summary: 'Signatures that are verified in place have their slots in internal memory.',
    why: `
With a pure signature, or with hashes that are computed directly on the storage, MCUboot reads the image through the address
space. External flash is not in it: the verification reads something else, and every update is refused.`,
    sources: [
      'nrf/sysbuild/Kconfig.mcuboot:197-205 (3.3.99)',
      'bootloader/mcuboot/boot/zephyr/Kconfig:207-222 (3.3.99)',
    ],
  }),

  *check(configuration) {
    const { sysbuild } = configuration;
    const mcuboot = image(configuration, 'mcuboot');
    const [slot] = externalSlots(configuration);
    if (!sysbuild || !mcuboot || !slot) return;
    const pure = sysbuild.kconfig.bool(PURE);
    const direct = mcuboot.kconfig.bool(DIRECT);
    const asked = is(pure, true) ? pure : is(direct, true) ? direct : undefined;
    const span =
      asked && (projectSpan(originOf(asked)) ?? slot.partition?.spanOf('region') ?? projectSpan(slot.region));
    if (!asked || !span) return;
    const symbol = asked === pure ? PURE : DIRECT;
    yield {
      message: `MCUboot refuses every update: it verifies ${slot.name} in place, and that is in external flash`,
      at: { span, text: `${symbol} needs slots in internal memory` },
      because: [reason(`${symbol} is y`, asked), reason(`${slot.name} is in external flash`, slot.region)],
      fixes: [asked === pure ? setSysbuild(sysbuild, { [PURE]: 'n' }) : setKconfig(mcuboot, { [DIRECT]: 'n' })],
    };
  },
});
