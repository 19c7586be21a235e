import { assets } from './assets.ts';

/** The version of this package. */
export const version: string = JSON.parse(assets.manifest()).version;
