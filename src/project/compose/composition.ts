/** Which files make which image, in the order they are read, each with the reason it is read. */
export interface Composition {
  readonly images: readonly ImageFiles[];
  /** The static file of Partition Manager; undefined when the build finds none in the application. */
  readonly staticFile: ComposedFile | undefined;
  /** That of the network core's domain, in the era of sysbuild. */
  readonly networkStaticFile?: ComposedFile | undefined;
  /** Sysbuild's own configuration; undefined in the era of child images. */
  readonly sysbuild: SysbuildFiles | undefined;
  /** Files a person asked for that are not there, with the argument that names them. */
  readonly missing: readonly { readonly path: string; readonly argument: string }[];
  /** Files that would be read if `by` were not there. That a suffix or a revision chooses another file is no shadow. */
  readonly shadowed: readonly { readonly path: string; readonly by: string }[];
  /** Files at which the build stops: `path` is named without the SoC, `full` with it, both for one board. */
  readonly conflicts: readonly { readonly path: string; readonly full: string }[];
  /** Files that an image reads where this build is given `argument`, which switches its folder off. */
  readonly disabled: readonly { readonly path: string; readonly image: string; readonly argument: string }[];
  /** Files that an image reads without a build type, and for which this build looks under the name `wanted`, in vain. */
  readonly untyped: readonly {
    readonly path: string;
    readonly image: string;
    readonly buildType: string;
    readonly wanted: string;
  }[];
}

/** What decides the `SB_CONFIG_` symbols, later wins. */
export interface SysbuildFiles {
  /** The application's `Kconfig.sysbuild`, which may set defaults. */
  readonly kconfig: ComposedFile | undefined;
  readonly fragments: readonly ComposedFile[];
  /** `-DSB_CONFIG_X=y`: merged after all fragments. */
  readonly assignments: readonly { readonly symbol: string; readonly value: string; readonly text: string }[];
}

export interface ImageFiles {
  readonly name: string;
  /** What its build calls it, where that is not `name`: sysbuild names the application after its folder. */
  readonly buildName?: string;
  /** The image whose settings it is built with again, for another slot: `mcuboot` of `s1_image`. */
  readonly variantOf?: string;
  /** Its own source folder, where it lies in the application's tree. */
  readonly folder?: string;
  /** Of an image that the application's own `sysbuild.cmake` adds; sysbuild's Kconfig decides about the others. */
  readonly presence?: 'always' | 'sometimes';
  /** As in file names; undefined when the application's is. */
  readonly board: string | undefined;
  readonly fragments: readonly ComposedFile[];
  readonly overlays: readonly ComposedFile[];
  /** Whether an SDK image still reads its own prj.conf. False for the application. */
  readonly ownBase: boolean;
  /** Whether an SDK image still reads its own `boards/<board>.conf`. */
  readonly ownBoardFragment: boolean;
  /** Whether an SDK image still reads its own overlays. */
  readonly ownOverlays: boolean;
  /** `-DCONFIG_X=y`: merged after all fragments. */
  readonly assignments: readonly { readonly symbol: string; readonly value: string; readonly text: string }[];
  /** Where a user adds to the image. */
  readonly places: { readonly fragment: string; readonly overlay: string };
}

export interface ComposedFile {
  /** Path in the workspace. */
  readonly path: string;
  /** As a clause: "board overlay", "-DEXTRA_CONF_FILE". */
  readonly why: string;
}
