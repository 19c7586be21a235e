import type { Devicetree, DtNode, DtProperty } from '../devicetree/devicetree.ts';
import { andThen, type Fact, known, map, unknown } from '../fact.ts';
import { hexadecimal } from './numbers.ts';
import type { Missing } from './preprocess.ts';

/** What the bindings say of the nodes with a compatible; undefined for one that no binding serves. */
export type BusesOf = (compatible: string) => readonly string[] | undefined;

/**
 * The functions of `zephyr/scripts/kconfig/kconfigfunctions.py` (2.4.0, 2.7.0-rc3) over a devicetree; undefined for another name.
 * A property has the type that its value looks like, for most nodes have it from a binding that says the same.
 */
export function devicetreeFunctions(
  devicetree: Devicetree,
  busesOf: BusesOf,
): (name: string, given: readonly string[]) => string | Missing | undefined {
  const index = new CompatibleIndex(devicetree);
  return (name, given) => {
    const answer = ask(name, given);
    return answer && (answer.known ? answer.value : { missing: answer.missing });
  };

  function ask(name: string, given: readonly string[]): Fact<string> | undefined {
    const [first = '', second = '', third = '', fourth = ''] = given;
    switch (name) {
      case 'dt_has_compat':
        return yes(index.any(first, false));
      case 'dt_compat_enabled':
        return yes(index.any(first, true));
      case 'dt_compat_on_bus':
        return yes(index.anyEnabled(first, (node) => onBus(node, second, busesOf)));
      case 'dt_nodelabel_enabled_with_compat':
        return yes(of(devicetree.labelled(first), (node) => both(okay(node), () => has(node, second))));
      case 'dt_nodelabel_enabled':
        return yes(of(devicetree.labelled(first), okay));
      case 'dt_nodelabel_has_compat':
        return yes(of(devicetree.labelled(first), (node) => has(node, second)));
      case 'dt_node_has_compat':
        return yes(of(nodeAt(first), (node) => has(node, second)));
      case 'dt_path_enabled':
        return yes(of(nodeAt(first), okay));
      case 'dt_alias_enabled':
        return yes(first.startsWith('/') ? known(false) : of(nodeAt(first), okay));
      case 'dt_chosen_enabled':
        return yes(of(devicetree.chosen(first), okay));
      case 'dt_chosen_has_compat':
        return yes(of(devicetree.chosen(first), (node) => has(node, second)));
      case 'dt_chosen_path':
        return map(devicetree.chosen(first), (node) => node?.path ?? '');
      case 'dt_chosen_label':
        return andThen(devicetree.chosen(first), (node) =>
          node ? map(node.property('label'), (label) => onlyString(label) ?? node.name) : known(''),
        );
      case 'dt_nodelabel_path':
        return map(devicetree.labelled(first), (node) => node?.path ?? '');
      case 'dt_node_parent':
        return map(nodeAt(first), (node) => node?.parent?.path ?? '');
      case 'dt_node_bool_prop':
        return yes(property(nodeAt(first), second, isFlag));
      case 'dt_nodelabel_bool_prop':
        return yes(property(devicetree.labelled(first), second, isFlag));
      case 'dt_chosen_bool_prop':
        return yes(property(devicetree.chosen(first), second, isFlag));
      case 'dt_node_has_prop':
        return yes(property(nodeAt(first), second, Boolean));
      case 'dt_nodelabel_has_prop':
        return yes(property(devicetree.labelled(first), second, Boolean));
      case 'dt_node_str_prop_equals':
        return yes(property(nodeAt(first), second, (found) => onlyString(found) === third));
      case 'dt_nodelabel_array_prop_has_val':
        return yes(property(devicetree.labelled(first), second, (found) => cells(found).includes(BigInt(third))));
      case 'dt_node_int_prop_int':
      case 'dt_node_int_prop_hex':
        return number(
          name,
          map(property(nodeAt(first), second, onlyCell), (value) => scaled(value ?? 0n, third)),
        );
      case 'dt_node_array_prop_int':
      case 'dt_node_array_prop_hex': {
        const cell = property(nodeAt(first), second, (found) => cells(found)[Number(third)]);
        return number(
          name,
          map(cell, (value) => scaled(value ?? 0n, fourth)),
        );
      }
      case 'dt_chosen_reg_addr_int':
      case 'dt_chosen_reg_addr_hex':
        return number(name, reg(devicetree.chosen(first), 'address', second, third));
      case 'dt_chosen_reg_size_int':
      case 'dt_chosen_reg_size_hex':
        return number(name, reg(devicetree.chosen(first), 'size', second, third));
      case 'dt_node_reg_addr_int':
      case 'dt_node_reg_addr_hex':
        return number(name, reg(nodeAt(first), 'address', second, third));
      case 'dt_node_reg_size_int':
      case 'dt_node_reg_size_hex':
        return number(name, reg(nodeAt(first), 'size', second, third));
      case 'dt_nodelabel_reg_addr_int':
      case 'dt_nodelabel_reg_addr_hex':
        return number(name, reg(devicetree.labelled(first), 'address', second, third));
      case 'dt_nodelabel_reg_size_int':
      case 'dt_nodelabel_reg_size_hex':
        return number(name, reg(devicetree.labelled(first), 'size', second, third));
      case 'dt_chosen_partition_addr_int':
      case 'dt_chosen_partition_addr_hex':
        return number(
          name,
          andThen(devicetree.chosen(first), (node): Fact<bigint> => {
            if (!node?.parent) return known(0n);
            const around = reg(known(node.parent.parent), 'address', second, third);
            return andThen(around, (base) => map(reg(known(node), 'address', '', third), (offset) => base + offset));
          }),
        );
      case 'dt_gpio_hogs_enabled':
        return yes(anyHog(devicetree));
      default:
        return undefined;
    }
  }

  /** A path, or an alias with or without a path behind it. */
  function nodeAt(text: string): Fact<DtNode | undefined> {
    if (text.startsWith('/') || text === '') return devicetree.node(text);
    const slash = text.indexOf('/');
    const [alias, below] = slash < 0 ? [text, ''] : [text.slice(0, slash), text.slice(slash)];
    return andThen(devicetree.node('/aliases'), (aliases) =>
      aliases
        ? andThen(aliases.property(alias), (found) => {
            const value = found?.values[0];
            if (value?.kind === 'reference') return andThen(value.to, ({ path }) => devicetree.node(path + below));
            return value?.kind === 'string' ? devicetree.node(value.text + below) : known(undefined);
          })
        : known(undefined),
    );
  }
}

/** Which nodes have a compatible, looked up once. */
class CompatibleIndex {
  readonly #nodes = new Map<string, DtNode[]>();
  /** Why a node more may have any of them. */
  readonly #open: Fact<never> | undefined;

  constructor({ base, nodes }: Devicetree) {
    this.#open = base.known ? undefined : base;
    for (const node of nodes) {
      const { compatible } = node;
      if (!compatible.known) {
        this.#open ??= compatible;
        continue;
      }
      for (const name of compatible.value) {
        const list = this.#nodes.get(name);
        if (list) list.push(node);
        else this.#nodes.set(name, [node]);
      }
    }
  }

  any(compatible: string, isEnabled: boolean): Fact<boolean> {
    if (isEnabled) return this.anyEnabled(compatible, () => true);
    return this.#nodes.has(compatible) ? known(true) : (this.#open ?? known(false));
  }

  anyEnabled(compatible: string, fits: (node: DtNode) => boolean): Fact<boolean> {
    let open = this.#open;
    for (const node of this.#nodes.get(compatible) ?? []) {
      const enabled = okay(node);
      if (!enabled.known) open ??= enabled;
      else if (enabled.value && fits(node)) return known(true);
    }
    return open ?? known(false);
  }
}

/** The first node above with a bus decides; `python-devicetree/src/devicetree/edtlib.py` (2.4.0), `_bus_node()`. */
function onBus(node: DtNode, bus: string, busesOf: BusesOf): boolean {
  for (let above = node.parent; above; above = above.parent) {
    const compatible = above.compatible;
    const served = (compatible.known ? compatible.value : []).find((name) => busesOf(name) !== undefined);
    const buses = served === undefined ? [] : busesOf(served)!;
    if (buses.length > 0) return buses.includes(bus);
  }
  return false;
}

function reg(node: Fact<DtNode | undefined>, part: 'address' | 'size', index: string, unit: string): Fact<bigint> {
  return andThen(node, (found): Fact<bigint> => {
    if (!found?.parent) return known(0n);
    const widths = andThen(width(found.parent, '#address-cells', 2), (address) =>
      map(width(found.parent!, '#size-cells', 1), (size) => [address, size] as const),
    );
    return andThen(widths, ([address, size]) =>
      andThen(found.property('reg'), (property): Fact<bigint> => {
        const all = cells(property);
        const start = (address + size) * (index === '' ? 0 : Number(index));
        if (start + address + size > all.length || address + size === 0) return known(0n);
        const part1 =
          part === 'address' ? all.slice(start, start + address) : all.slice(start + address, start + address + size);
        const value = joinedCells(part1);
        return map(part === 'address' ? translated(found.parent!, value) : known(value), (result) =>
          scaled(result, unit),
        );
      }),
    );
  });
}

/** Through the `ranges` of the buses above. */
function translated(bus: DtNode, address: bigint): Fact<bigint> {
  if (!bus.parent) return known(address);
  return andThen(bus.property('ranges'), (ranges): Fact<bigint> => {
    if (!ranges) return known(address);
    const all = cells(ranges);
    if (all.length === 0) return translated(bus.parent!, address);
    return andThen(width(bus, '#address-cells', 2), (child) =>
      andThen(width(bus.parent!, '#address-cells', 2), (parent) =>
        andThen(width(bus, '#size-cells', 1), (size): Fact<bigint> => {
          const entry = child + parent + size;
          for (let i = 0; entry > 0 && i + entry <= all.length; i += entry) {
            const start = joinedCells(all.slice(i, i + child));
            const length = joinedCells(all.slice(i + child + parent, i + entry));
            if (address < start || address >= start + length) continue;
            const above = joinedCells(all.slice(i + child, i + child + parent));
            return translated(bus.parent!, above + address - start);
          }
          return translated(bus.parent!, address);
        }),
      ),
    );
  });
}

const width = (node: DtNode, name: string, standard: number): Fact<number> =>
  map(node.property(name), (property) => Number(onlyCell(property) ?? BigInt(standard)));

const joinedCells = (all: readonly bigint[]): bigint => all.reduce((value, cell) => (value << 32n) | cell, 0n);

const of = (node: Fact<DtNode | undefined>, question: (node: DtNode) => Fact<boolean>): Fact<boolean> =>
  andThen(node, (found) => (found ? question(found) : known(false)));

function property<T>(
  node: Fact<DtNode | undefined>,
  name: string,
  read: (property: DtProperty | undefined) => T,
): Fact<T> {
  return andThen(node, (found) => (found ? map(found.property(name), read) : known(read(undefined))));
}

const okay = (node: DtNode): Fact<boolean> => map(node.status, (status) => status === 'okay');
const has = (node: DtNode, compatible: string): Fact<boolean> =>
  map(node.compatible, (all) => all.includes(compatible));
const both = (one: Fact<boolean>, other: () => Fact<boolean>): Fact<boolean> =>
  andThen(one, (holds) => (holds ? other() : known(false)));
const yes = (fact: Fact<boolean>): Fact<string> => map(fact, (holds) => (holds ? 'y' : 'n'));

const number = (name: string, value: Fact<bigint>): Fact<string> =>
  map(value, (found) => (name.endsWith('hex') ? hexadecimal(found) : `${found}`));

const isFlag = (found: DtProperty | undefined): boolean => found?.values.length === 0;

function onlyString(found: DtProperty | undefined): string | undefined {
  const [value] = found?.values ?? [];
  return found?.values.length === 1 && value?.kind === 'string' ? value.text : undefined;
}

function onlyCell(found: DtProperty | undefined): bigint | undefined {
  const all = cells(found);
  return all.length === 1 ? all[0] : undefined;
}

/** The numbers of a property that has nothing else. */
function cells(found: DtProperty | undefined): readonly bigint[] {
  const all: bigint[] = [];
  for (const value of found?.values ?? []) {
    if (value.kind !== 'cells') return [];
    for (const cell of value.cells) {
      if (cell.kind !== 'number') return [];
      all.push(cell.value);
    }
  }
  return all;
}

/** Divided by a unit: k, m, g in bytes, with a b behind in bits. */
function scaled(value: bigint, unit: string): bigint {
  const [, letter = '', bits] = /^([kKmMgG])(b?)$/.exec(unit) ?? [];
  if (letter === '') return value;
  const shift = { k: 10n, m: 20n, g: 30n }[letter.toLowerCase()]!;
  return value >> (shift + (bits ? 3n : 0n));
}

function anyHog({ base, nodes }: Devicetree): Fact<boolean> {
  const isHog = (node: DtNode): boolean => node.properties.has('gpio-hog');
  if (nodes.some((node) => isHog(node) && node.status.known && node.status.value === 'okay')) return known(true);
  return base.known ? known(false) : unknown(base.missing);
}
