import type {
  AssignmentFact,
  BindingFacts,
  BoardFacts,
  ChildBindingFacts,
  FlashDriverFacts,
  FragmentFacts,
  ImageFacts,
  MacroFact,
  MacroFacts,
  RenamedSymbol,
  SdkFacts,
  SocFacts,
  SymbolFacts,
} from '../model/sdk-facts.ts';
import type {
  BindingsFile,
  BoardFile,
  BoardsFile,
  ChildBindingData,
  ChipsFile,
  CompatiblesFile,
  ConfData,
  DriversFile,
  ImageFile,
  OptionsFile,
  SocsFile,
  SymbolData,
  TreeFile,
} from './data-files.ts';
import { type Members, members } from './members.ts';
import { boardsOfOlderTrees, hasOlderTree, isUnchanged } from './older-trees.ts';
import { removedSymbol } from './removed-symbols.ts';
import { symbolNames } from './symbol-names.ts';
import { sysbuildFacts } from './sysbuild.ts';
import { readingFor, type TargetReading, targetReadings } from './targets.ts';

/** Text of a file below `data/`, `2.4.0/soc.json`; undefined where there is none. */
export type ReadFacts = (name: string) => string | undefined;

/**
 * The facts shipped for an SDK version, "2.4.0". A file is read when it is first asked for, and once; of the boards only
 * those asked for. `inUse` is the version that is built with, as people write it: devicetrees were read in more versions
 * than the rest.
 */
export function shippedFacts(read: ReadFacts, version: string, inUse: string | undefined = version): SdkFacts {
  const files = new Map<string, unknown>();
  const named = new Map<string, Map<string, unknown>>();
  const symbols = new Map<string, Map<string, SymbolFacts | undefined>>();
  const ownSymbols = {
    names: () => [...new Set([...ownOf('any').keys(), ...ownOf('mcuboot').keys()])],
    has: (name: string) => ['any', 'mcuboot'].some((image) => ownOf(image).get(name) !== undefined),
    isHidden: (name: string) => {
      const all = ['any', 'mcuboot'].flatMap((image) => ownOf(image).get(name) ?? []);
      return all.length > 0 && all.every(({ prompt, complete }) => prompt === 'n' && complete !== false);
    },
  };
  return {
    version,
    source: `shipped facts of NCS ${version}`,
    get boardNames() {
      return file<BoardsFile>('boards.json')?.boards ?? once('target names', targetNames) ?? [];
    },
    board: (name) => (isName(name) ? board(name) : undefined),
    soc: (name) => soc(name),
    image: (name) => (name === 'mcuboot' ? image(name) : undefined),
    symbol: (name, imageName) => symbol(name, imageName),
    symbolNames: (imageName) => {
      const { any, tree } = symbolsOf(imageName);
      return [...new Set([...any.keys(), ...tree.keys()])];
    },
    mcubootOption: (name) => mcubootOption(name),
    renamed: (name) =>
      onceOf('renamed', name, () => {
        const found = membersOf<RenamedSymbol | string>('renamed-symbols.json', 'symbols').get(name);
        return typeof found === 'string' ? removedSymbol(found) : found;
      }),
    get names() {
      return once('names', () => symbolNames(read, version, ownSymbols));
    },
    get flashDrivers() {
      return drivers();
    },
    get chips() {
      const { manufacturers = [], parts = {} } = file<ChipsFile>('chips.json') ?? {};
      return { manufacturers, parts };
    },
    binding: (compatible) => binding(compatible),
    get compatibles() {
      return once('all compatibles', () =>
        file<CompatiblesFile>('compatibles.json')?.names.flatMap((line) => line.split(' ')),
      );
    },
    get sysbuild() {
      return once('sysbuild', () => sysbuildFacts(read, version));
    },
    trees: {
      tree: (name) =>
        isName(name.replace('@', '-'))
          ? (file<TreeFile>(`trees/${name}.json`) ?? targetTree(name) ?? olderTree(name))
          : undefined,
      macros: () => macros(),
    },
  };

  /** Parsed once; what is made of it is kept under the same name. */
  function file<T>(name: string): T | undefined {
    return once(name, () => {
      const found = text(name);
      return found === undefined ? undefined : (JSON.parse(found) as T);
    });
  }

  function text(name: string): string | undefined {
    return read(ofAllVersions.includes(name) ? name : `${version}/${name}`);
  }

  /** By kind first: to put two words together for each of a million questions takes its time. */
  function onceOf<T>(kind: string, name: string, make: () => T | undefined): T | undefined {
    let all = named.get(kind);
    if (!all) named.set(kind, (all = new Map()));
    if (!all.has(name)) all.set(name, make());
    return all.get(name) as T | undefined;
  }

  function once<T>(key: string, make: () => T | undefined): T | undefined {
    if (!files.has(key)) files.set(key, make());
    return files.get(key) as T | undefined;
  }

  function board(name: string): BoardFacts | undefined {
    return onceOf('board', name, () => {
      const data = file<BoardFile>(`boards/${name}.json`);
      return (
        data && {
          name,
          soc: data.soc,
          folder: data.folder,
          revisions: data.revisions ?? [],
          defaultRevision: data.defaultRevision,
          defconfig: assignments(data.defconfig),
          staticFiles: data.staticFiles.map(({ path, partitions }) => ({
            name: path.slice(path.lastIndexOf('/') + 1),
            path,
            partitions: partitions.map(({ line, ...partition }) => ({ ...partition, at: `${path}:${line}` })),
          })),
        }
      );
    });
  }

  function soc(name: string): SocFacts | undefined {
    return onceOf('soc', name, () => {
      const socs = file<SocsFile>('soc.json')?.socs ?? { ...olderSocs(), ...newerSocs() };
      return Object.hasOwn(socs, name) ? { protectionBlock: undefined, otp: undefined, ...socs[name]! } : undefined;
    });
  }

  /** The memory of a chip is the same whatever the SDK: where a version has no list, that of 2.4.0 counts. */
  function olderSocs(): SocsFile['socs'] {
    const text = read('2.4.0/soc.json');
    if (version === '2.4.0' || !sysbuildFacts(read, version) || text === undefined) return {};
    const withVersion = (key: string, value: unknown): unknown => (key === 'at' ? `${value} (2.4.0)` : value);
    return (JSON.parse(text, withVersion) as SocsFile).socs;
  }

  /** Those that came with sysbuild. */
  function newerSocs(): SocsFile['socs'] {
    const text = sysbuildFacts(read, version) && read('sysbuild/socs.json');
    return text === undefined ? {} : (JSON.parse(text) as SocsFile).socs;
  }

  /** That of NCS 2.4.0, for boards where it may stand for this version's, and for the SoCs below them. */
  function olderTree(name: string): TreeFile | undefined {
    return onceOf('older tree', name, () => {
      const soc = /^nordic\/nrf5[1-3]/.test(name);
      const isSame = isUnchanged(version, name);
      if (version === '2.4.0' || !(soc || isSame || hasOlderTree(version, name))) return undefined;
      const text = read(`2.4.0/trees/${name}.json`);
      if (text === undefined) return undefined;
      const tree = JSON.parse(text) as TreeFile;
      return isSame ? tree : { ...tree, version: '2.4.0', isAssumed: true };
    });
  }

  /**
   * Of hardware model v2: read in a release that says the same as the one in use, or that stands for it. Includes are found
   * below `dts`, too: <vendor/nordic/nrf54l15_partition.dtsi>.
   */
  function targetTree(name: string): TreeFile | undefined {
    if (version === '2.4.0') return undefined;
    return onceOf('target', name, () => {
      const [, exact, of = name.replace(/^(?:arm|common|riscv|vendor)\/(?=nordic\/)/, '')] =
        /^(\d[\d.]*)\/(.*)$/.exec(name) ?? [];
      const reading = exact === undefined ? targetReading(of) : { version: exact, isAssumed: false };
      const text = reading && read(`targets/${reading.version}/${of}.json`);
      return text === undefined ? undefined : { ...(JSON.parse(text) as TreeFile), ...reading };
    });
  }

  /** With sysbuild nobody lists the boards: they are those whose devicetree was read in some release. */
  function targetNames(): readonly string[] | undefined {
    if (!sysbuildFacts(read, version)) return undefined;
    const targets = targetReadings(read('targets.json')).keys();
    return [...new Set([...targets.filter((name) => !name.includes('/')), ...boardsOfOlderTrees(version)])].sort();
  }

  function targetReading(name: string): TargetReading | undefined {
    const readings = once('targets', () => targetReadings(read('targets.json')))!.get(name);
    // From 2.7.0 to 3.1.1 the files of the nRF91 got another label and two other compatibles; partitions have files of their own.
    const hardlyChanges = /^nordic\/nrf(52|53\d\d_cpu\w+_q|91\d\d(ns)?_)/.test(name) || hasOlderTree('3.3.99', name);
    return readings && readingFor(readings, inUse, hardlyChanges);
  }

  /**
   * What the headers of devicetrees define hardly changes: where a version has no list, that of 2.4.0 stands for it, but
   * for the cells of pins. Those of 2.7 alone have yet another layout; the newest one means the same, as it can be told
   * from all others.
   */
  function macros(): MacroFacts {
    const own = membersOf<MacroFact>('macros.json', 'macros');
    if (version === '2.4.0' || !own.isEmpty) return own;
    return once('older macros', () => {
      const older = members<MacroFact>(read('2.4.0/macros.json') ?? '{}', 'macros');
      const newer = members<MacroFact>(read('targets/macros.json') ?? '{}', 'macros');
      const get = (name: string) => {
        const macro = newer.get(name);
        const before = macro ? undefined : older.get(name);
        return macro ?? (before && { ...before, at: `${before.at} (2.4.0)` });
      };
      const keys = () => [...new Set([...older.keys(), ...newer.keys()])];
      return { get, keys, isEmpty: older.isEmpty && newer.isEmpty };
    })!;
  }

  function image(name: string): ImageFacts | undefined {
    return onceOf('image', name, () => {
      const data = file<ImageFile>(`${name}.json`);
      return data && imageFacts(data);
    });
  }

  function symbol(name: string, imageName: string): SymbolFacts | undefined {
    let known = symbols.get(imageName);
    if (!known) symbols.set(imageName, (known = new Map()));
    if (!known.has(name)) {
      const { tree, any } = symbolsOf(imageName);
      const data = tree.get(name) ?? any.get(name) ?? zephyrSymbol(name, imageName) ?? ownSymbol(name, imageName);
      known.set(name, data && { ...data, defaults: data.defaults ?? [], complete: data.complete ?? true });
    }
    return known.get(name);
  }

  /** Every image but MCUboot starts from Zephyr's own Kconfig, as the application does. */
  function symbolsOf(imageName: string, file = 'symbols.json') {
    const tree = imageName === 'mcuboot' ? imageName : 'app';
    const of = (image: string) => membersOf<SymbolData>(file, 'images', image);
    return onceOf(file, tree, () => ({ tree: of(tree), any: of('any') }))!;
  }

  /** What Zephyr defines, where it was read by hand from single files: `zephyr-symbols.json` of versions from 2.8 on. */
  function zephyrSymbol(name: string, imageName: string): SymbolData | undefined {
    const { tree, any } = symbolsOf(imageName, 'zephyr-symbols.json');
    const data = tree.get(name) ?? any.get(name);
    return data && { ...data, partial: true };
  }

  /** What `nrf` and MCUboot of this version define, in a big file that is opened for what the others do not have. */
  function ownSymbol(name: string, imageName: string): SymbolData | undefined {
    const inMcuboot = imageName === 'mcuboot' ? ownOf('mcuboot').get(name) : undefined;
    const data = inMcuboot ?? ownOf('any').get(name);
    return data && { ...data, partial: true };
  }

  function ownOf(imageName: string): Members<SymbolData> {
    return onceOf('own symbols', imageName, () => membersOf<SymbolData>('kconfig.json', 'images', imageName))!;
  }

  function membersOf<T>(name: string, ...path: readonly string[]): Members<T> {
    const of = () => once(`text ${name}`, () => text(name)) ?? '{}';
    return once(`members ${name} ${path.join(' ')}`, () => members<T>(of(), ...path))!;
  }

  /**
   * What counts from 2.7 on was read in main, without Zephyr's own files: it is the options that 2.4.0 has, too, where
   * Zephyr's files were there to compare with.
   */
  function mcubootOption(name: string): string | undefined {
    const old = optionsOf('2.4.0');
    if (version === '2.4.0') return own(old, name);
    const at = own(optionsOf('3.3.99'), name);
    if (at === undefined || own(old, name) === undefined || !sysbuildFacts(read, version)) return undefined;
    return version === '3.3.99' ? at : `${at} (3.3.99)`;
  }

  function optionsOf(of: string): Readonly<Record<string, string>> | undefined {
    return onceOf('options', of, () => {
      const text = read(`${of}/mcuboot-options.json`);
      return text === undefined ? undefined : (JSON.parse(text) as OptionsFile).options;
    });
  }

  function binding(compatible: string): BindingFacts | undefined {
    return onceOf('binding', compatible, () => {
      const data = file<BindingsFile>('bindings.json');
      const found = data?.bindings.find((candidate) => candidate.compatible === compatible);
      return data && found && { ...found, ...withBase(found, data.base) };
    });
  }

  function drivers(): readonly FlashDriverFacts[] {
    const make = () =>
      file<DriversFile>('drivers.json')?.drivers.map((driver) => ({ pageSizeSymbol: undefined, ...driver }));
    return once('drivers', make) ?? [];
  }
}

/** The properties of base.yaml put back into those of a binding, and of the bindings below it. */
const withBase = (data: ChildBindingData, base: BindingsFile['base']): ChildBindingFacts => ({
  properties: data.base ? { ...base, ...data.properties } : data.properties,
  ...(data.children && { children: withBase(data.children, base) }),
});

/** What an image of the SDK brings along. */
export const imageFacts = ({ name, folder, base, socs, boards, overlays, added }: ImageFile): ImageFacts => ({
  name,
  folder,
  base: assignments(base),
  basePath: base.path,
  ...(socs ? { socs: fragments(socs) } : {}),
  boards: fragments(boards),
  overlays,
  ...(added ? { added: fragments(added) } : {}),
});

export const assignments = ({ path, assignments }: ConfData): AssignmentFact[] =>
  assignments.map(([line, symbol, value]) => ({ symbol, value, at: `${path}:${line}` }));

const fragments = (files: Readonly<Record<string, ConfData>>): Record<string, FragmentFacts> =>
  Object.fromEntries(
    Object.entries(files).map(([name, conf]) => [name, { path: conf.path, assignments: assignments(conf) }]),
  );

const ofAllVersions = ['chips.json', 'renamed-symbols.json'];

/** A name that comes from the user's files goes into a path only in this form. */
const isName = (name: string): boolean => /^\w[\w.-]*(\/\w[\w.-]*)*$/.test(name);

const own = <T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  record && Object.hasOwn(record, key) ? record[key] : undefined;
