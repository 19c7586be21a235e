import type { ImageFacts, SdkFacts } from '../model/sdk-facts.ts';
import type { SysbuildFacts } from '../model/sysbuild/facts.ts';
import { Bindings } from './bindings.ts';
import type { Checkout } from './checkout.ts';
import { withCmakeFiles } from './checkout-sysbuild.ts';
import { DevicetreeFiles } from './devicetree-files.ts';
import { mcuboot } from './extract/images.ts';
import { imageFacts } from './facts.ts';

/**
 * What the facts say, with what an SDK that is there says itself in place of what they say about it. A folder without
 * Zephyr adds nothing to them. The same object for the same two.
 */
export function withCheckout(facts: SdkFacts, checkout: Checkout): SdkFacts {
  if (!checkout.hasZephyr) return facts;
  let known = together.get(checkout);
  if (!known) together.set(checkout, (known = new Map()));
  let both = known.get(facts);
  if (!both) known.set(facts, (both = laidOver(facts, checkout)));
  return both;
}

const together = new WeakMap<Checkout, Map<SdkFacts, SdkFacts>>();

function laidOver(facts: SdkFacts, checkout: Checkout): SdkFacts {
  const devicetrees = new DevicetreeFiles(checkout);
  let read: Bindings | undefined;
  let bootloader: ImageFacts | undefined;
  let sysbuild: SysbuildFacts | undefined;
  const bindings = (): Bindings => {
    const version = checkout.version === facts.version ? '' : ` (${checkout.version})`;
    read ??= new Bindings(checkout.files, devicetrees.bindingFolders, version, checkout.kept);
    return read;
  };
  const own: Partial<SdkFacts> = {
    devicetrees,
    binding: (compatible) => {
      const [only, ...others] = bindings().all(compatible);
      return others.length === 0 ? only : undefined;
    },
    image: (name) => {
      if (name !== 'mcuboot' || !checkout.files.stat('bootloader/mcuboot/boot/zephyr/prj.conf'))
        return facts.image(name);
      bootloader ??= imageFacts(mcuboot(checkout.files, facts.boardNames));
      return bootloader;
    },
    get sysbuild() {
      sysbuild ??= facts.sysbuild && withCmakeFiles(facts.sysbuild, checkout);
      return sysbuild;
    },
    bindingOn: (compatible, buses) => bindings().on(compatible, buses),
    get compatibles() {
      return bindings().compatibles;
    },
  };
  // What either answers lazily stays lazy.
  return Object.create(facts, Object.getOwnPropertyDescriptors(own)) as SdkFacts;
}
