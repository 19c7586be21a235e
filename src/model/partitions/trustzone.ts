import { andThen, type Fact, known, unknown } from '../fact.ts';
import type { NumberFact, SdkFacts, SocFacts } from '../sdk-facts.ts';
import { sdkLine } from '../sdk-facts.ts';

/** Bytes in which the SPU or MPC of a SoC makes memory secure or non-secure; unknown for SoCs without TrustZone. */
export function secureBlock(
  { soc, sdk }: { readonly soc: Fact<SocFacts>; readonly sdk: Fact<SdkFacts> },
  memory: 'flash' | 'ram',
): Fact<number> {
  return andThen(soc, ({ series, core, title }) =>
    andThen(sdk, (facts) => {
      const found = core === 'network' ? undefined : BLOCKS.get(series)?.[memory];
      return found ? known(found.value, sdkLine(facts, found.at)) : unknown(`the TrustZone of the ${title}`);
    }),
  );
}

const RAM: NumberFact = { value: 0x2000, at: 'zephyr/soc/arm/Kconfig:54 (2.4.0)' };

// override-granularity of the node nrf_mpc (zephyr/dts/vendor/nordic/nrf54l_05_10_15.dtsi, Zephyr 4.1).
const MPC: NumberFact = {
  value: 0x1000,
  at: 'nrf/modules/trusted-firmware-m/tfm_boards/common/assert.c:28 (3.3.99)',
};

const BLOCKS: ReadonlyMap<string, { readonly flash: NumberFact; readonly ram: NumberFact }> = new Map([
  ['nrf91', { flash: { value: 0x8000, at: 'zephyr/soc/arm/Kconfig:47 (2.4.0)' }, ram: RAM }],
  ['nrf53', { flash: { value: 0x4000, at: 'zephyr/soc/arm/Kconfig:48 (2.4.0)' }, ram: RAM }],
  ['nrf54l', { flash: MPC, ram: MPC }],
]);
