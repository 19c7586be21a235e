import type { Severity } from '../diagnostic/diagnostic.ts';
import type { Question } from '../show/inspect.ts';
import type { CommandName } from './command-table.ts';
import type { FormatName } from './format-names.ts';

/** What the user asked for. */
export type Command =
  | { readonly name: 'lint'; readonly paths: readonly string[]; readonly settings: Settings }
  /** `file` is `-` for standard input. */
  | { readonly name: 'diagnose'; readonly file: string; readonly settings: Settings }
  | {
      readonly name: 'show';
      readonly paths: readonly string[];
      readonly question: Question;
      readonly settings: Settings;
    }
  /** `compare`: with what, as given. */
  | {
      readonly name: 'map';
      readonly paths: readonly string[];
      readonly compare: string | undefined;
      readonly settings: Settings;
    }
  | {
      readonly name: 'lock';
      readonly paths: readonly string[];
      readonly update: boolean;
      readonly settings: Settings;
    }
  | {
      readonly name: 'migrate';
      readonly paths: readonly string[];
      readonly write: boolean;
      readonly settings: Settings;
    }
  /** `buildFolder`: as given. Without paths the application is the one of the build. */
  | {
      readonly name: 'verify';
      readonly buildFolder: string;
      readonly paths: readonly string[];
      readonly settings: Settings;
    }
  | { readonly name: 'explain'; readonly rule: string; readonly settings: Settings }
  | { readonly name: 'rules'; readonly settings: Settings }
  /** `wanted`: the files to write besides the configuration. */
  | {
      readonly name: 'init';
      readonly folder: string;
      readonly wanted: readonly InitFile[];
      readonly settings: Settings;
    }
  | { readonly name: 'lsp'; readonly settings: Settings }
  | { readonly name: 'doctor'; readonly paths: readonly string[]; readonly settings: Settings }
  | { readonly name: 'facts'; readonly from: string; readonly to: string }
  | { readonly name: 'completions'; readonly shell: Shell; readonly settings: Settings }
  | { readonly name: 'help'; readonly topic: CommandName | undefined }
  | { readonly name: 'version' };

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

export const initFiles = ['github', 'gitlab', 'pre-commit'] as const;
export type InitFile = (typeof initFiles)[number];

/** A command line that makes no sense; `message` is one printable line without a final stop. */
export interface UsageError {
  readonly name: 'usage-error';
  readonly message: string;
  readonly exit: 2;
}

export interface Settings {
  readonly board: string | undefined;
  /** A version or a folder, as given. */
  readonly sdk: string | undefined;
  /** Only shipped facts. */
  readonly noSdk: boolean;
  /** Nothing is kept of an SDK for later runs, and nothing used. */
  readonly noCache: boolean;
  /** File suffix or build type. */
  readonly suffix: string | undefined;
  readonly era: 'child-image' | 'sysbuild' | undefined;
  /** The folder of a build, as given. */
  readonly buildDir?: string | undefined;
  /** What is to be written where, as given; empty where nothing was said. */
  readonly outputs: readonly OutputTarget[];
  readonly color: 'auto' | 'always' | 'never';
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** A configuration, as given. */
  readonly config: string | undefined;
  readonly noConfig: boolean;
  readonly baseline: string | undefined;
  readonly updateBaseline: boolean;
  /** Whatever git takes for a commit. */
  readonly changedSince: string | undefined;
  readonly shard: { readonly index: number; readonly count: number } | undefined;
  readonly stdinFilename: string | undefined;
  readonly requireReason: boolean;
  readonly watch: boolean;
  readonly fix: 'safe' | 'all' | undefined;
  readonly diff: boolean;
  /** Undefined where neither the command line nor a configuration says: error. */
  readonly failOn: Severity | 'never' | undefined;
  readonly maxWarnings: number | undefined;
  /** All that stood behind `--`, untouched. */
  readonly buildArguments: readonly string[];
}

export interface OutputTarget {
  readonly format: FormatName;
  /** As given; undefined for standard output. */
  readonly file: string | undefined;
}
