import type { Era } from '../model/application.ts';
import type { SdkFacts } from '../model/sdk-facts.ts';
import { shippedFacts } from './facts.ts';
import { nearestSysbuild } from './sysbuild.ts';
import { hasBoth, type NearestFacts, nearestFacts } from './versions.ts';

/** Facts, and how well they fit the version that was asked for. */
export interface ChosenFacts extends NearestFacts {
  readonly facts: SdkFacts;
}

/** Chooses the facts for a version of an era; undefined where nobody wrote any down. */
export type FactsChoice = (version: string | undefined, era: Era) => ChosenFacts | undefined;

/** The facts that ncslint brings along. `read` gives the text of a file below `data/`; each version is opened once. */
export function shippedChoice(read: (name: string) => string | undefined): FactsChoice {
  const opened = new Map<string, SdkFacts>();
  return (version, era) => {
    const isLater = era === 'sysbuild' || hasBoth(version);
    const nearest = isLater ? nearestSysbuild(version) : nearestFacts(version);
    if (!nearest) return undefined;
    const key = `${nearest.version} ${isLater ? version : ''}`;
    let facts = opened.get(key);
    if (!facts) opened.set(key, (facts = shippedFacts(read, nearest.version, version)));
    return { ...nearest, facts };
  };
}
