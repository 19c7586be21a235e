import { isAbsolute, join } from '../text/paths.ts';

/**
 * What was given to the build: the arguments of `west build -- ...` or of CMake, `-DEXTRA_CONF_FILE=a.conf;b.conf`,
 * `-Dmcuboot_CONFIG_LOG=y`, `-b nrf52840dk_nrf52840`. Of several the last counts, as for CMake; a type (`-DX:STRING=y`) is left out.
 */
export class BuildArguments {
  /** As given. */
  readonly texts: readonly string[];
  readonly #definitions = new Map<string, string>();
  /** Names of those that no argument gives but CMakeLists.txt. */
  readonly #ofCmake = new Set<string>();
  /** `-S snippet` and `--shield name`: known by name only. */
  readonly snippets: readonly string[];
  readonly shields: readonly string[];

  constructor(texts: readonly string[] = []) {
    this.texts = texts;
    const snippets: string[] = [];
    const shields: string[] = [];
    for (let i = 0; i < texts.length; i++) {
      const text = texts[i]!;
      const joined = text === '-D' ? `-D${texts[++i] ?? ''}` : text;
      const definition = /^-D([^=:]+)(?::[A-Z]+)?=(.*)$/s.exec(joined);
      const option = /^(-S|--snippet|--shield)(?:=(.*))?$/s.exec(text);
      const board = /^(?:-b|--board)(?:=(.*))?$/s.exec(text);
      if (definition) this.#definitions.set(definition[1]!, unquoted(definition[2]!));
      else if (board) this.#definitions.set('BOARD', board[1] ?? texts[++i] ?? '');
      else if (option) (option[1] === '--shield' ? shields : snippets).push(option[2] ?? texts[++i] ?? '');
    }
    this.snippets = [...snippets, ...this.list('SNIPPET')];
    this.shields = [...shields, ...this.list('SHIELD')];
  }

  /** The same without these definitions. */
  without(names: readonly string[]): BuildArguments {
    const others = new BuildArguments(this.texts);
    for (const [name, value] of this.#definitions) others.#definitions.set(name, value);
    for (const name of this.#ofCmake) others.#ofCmake.add(name);
    for (const name of names) others.#definitions.delete(name);
    return others;
  }

  /**
   * The same with what CMakeLists.txt sets by itself, which stands behind what is given, and for lists that are merged before
   * it (zephyr_get() in zephyr/cmake/modules/extensions.cmake:2495-2627, 2.4.0).
   */
  over(settings: ReadonlyMap<string, string>): BuildArguments {
    if (settings.size === 0) return this;
    const both = this.without([]);
    for (const [name, value] of settings) {
      const given = this.get(name);
      if (given === undefined) both.#ofCmake.add(name);
      if (given === undefined || MERGED.test(name))
        both.#definitions.set(name, given === undefined ? value : `${value};${given}`);
    }
    return both;
  }

  /** What gives the value, for people: "-DCONF_FILE", "CONF_FILE in CMakeLists.txt". */
  source(name: string): string {
    return this.#ofCmake.has(name) ? `${name} in CMakeLists.txt` : `-D${name}`;
  }

  /** Every definition, in the order they were first given. */
  get definitions(): readonly (readonly [name: string, value: string])[] {
    return [...this.#definitions];
  }

  get(name: string): string | undefined {
    return this.#definitions.get(name);
  }

  /** A CMake list: parts between semicolons or blanks. */
  list(...names: readonly string[]): readonly string[] {
    return names.flatMap((name) => (this.get(name) ?? '').split(/[;\s]+/).filter((part) => part !== ''));
  }

  /** The files of CMake lists; a relative one counts from `folder`, the source folder of the application. */
  files(folder: string, ...names: readonly string[]): readonly string[] {
    return this.list(...names)
      .map((name) => name.replace(SOURCE_FOLDER, () => folder))
      .map((name) => (isAbsolute(name) ? name : join(folder, name)));
  }

  /** `-DCONFIG_X=y`, or `-Dmcuboot_CONFIG_X=y` for prefix `mcuboot_`. */
  assignments(prefix: string): readonly { readonly symbol: string; readonly value: string; readonly text: string }[] {
    return this.definitions
      .filter(([name]) => name.startsWith(`${prefix}CONFIG_`))
      .map(([name, value]) => ({ symbol: name.slice(prefix.length), value, text: `-D${name}=${value}` }));
  }
}

/** The build reads these from wherever they are set. */
const MERGED = /^(EXTRA_CONF_FILE|OVERLAY_CONFIG|EXTRA_DTC_OVERLAY_FILE)$/;

/** Variables that name the source folder of the application. */
const SOURCE_FOLDER = /^\\?\$\{(?:APP_DIR|APPLICATION_SOURCE_DIR|CMAKE_CURRENT_LIST_DIR|CMAKE_CURRENT_SOURCE_DIR)\}/;

const unquoted = (text: string): string => /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text;
