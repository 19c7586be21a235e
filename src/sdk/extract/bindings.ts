import type { BindingFacts, BindingPropertyFact, ChildBindingFacts } from '../../model/sdk-facts.ts';
import type { FileSystem } from '../../text/file-system.ts';
import { Bindings } from '../bindings.ts';
import type { BindingData, BindingsFile, ChildBindingData } from '../data-files.ts';

/** The bindings that rules ask for without an SDK: flash and its buses, pins, and what stands on them everywhere. */
const families = [
  ...['nordic,qspi-nor', 'jedec,spi-nor', 'atmel,at45', 'nordic,nrf-qspi'],
  ...['nordic,nrf-spi', 'nordic,nrf-spim', 'nordic,nrf-spis', 'nordic,nrf-uart', 'nordic,nrf-uarte'],
  ...['nordic,nrf-twi', 'nordic,nrf-twim', 'nordic,nrf-pwm', 'nordic,nrf-gpio'],
  ...['gpio-leds', 'gpio-keys', 'pwm-leds', 'nordic,nrf-pinctrl', 'soc-nv-flash', 'fixed-partitions'],
];

/** Of the bindings of an SDK those of `families`, in this order. */
export function bindings(sdk: FileSystem): BindingsFile {
  const all = new Bindings(sdk, ['nrf/dts/bindings', 'zephyr/dts/bindings']);
  const base = all.included('base.yaml');
  return {
    kind: 'bindings',
    base,
    bindings: families.flatMap((compatible) => all.all(compatible).map((facts) => bindingData(facts, base))),
  };
}

type Properties = Readonly<Record<string, BindingPropertyFact>>;

function bindingData({ compatible, at, bus, onBus, ...declared }: BindingFacts, base: Properties): BindingData {
  return {
    compatible,
    at,
    ...(bus === undefined ? {} : { bus }),
    ...(onBus === undefined ? {} : { onBus }),
    ...withoutBase(declared, base),
  };
}

/** What a binding declares in another way than base.yaml, which nearly all include. */
function withoutBase({ properties, children }: ChildBindingFacts, base: Properties): ChildBindingData {
  const includesBase = Object.keys(base).every((name) => Object.hasOwn(properties, name));
  const own = Object.entries(properties).filter(
    ([name, property]) => !includesBase || JSON.stringify(property) !== JSON.stringify(base[name]),
  );
  return {
    base: includesBase,
    properties: Object.fromEntries(own),
    ...(children ? { children: withoutBase(children, base) } : {}),
  };
}
