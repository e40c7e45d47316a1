import { CaseGenerator, type Rarity } from '../generators/case-generator.ts';
import { longs } from '../generators/long.ts';
import type { Hello } from '../engine/engine.ts';
import { abis, type Abi } from '../vmstate/host/abi.ts';
import type { Case } from '../vmstate/case/case.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import { allowedBy } from './features.ts';

/** In a multiple of it every law is due: no law runs on fewer cases than every 32nd. */
const EVERY_LAW = 32;

/** The generator of an engine: its ABI, and only what it supports. `real`: with devices as in real tables. */
export function generatorFor(
  hello: Hello,
  dialect: Dialect,
  { real = true }: { readonly real?: boolean } = {},
): CaseGenerator {
  return new CaseGenerator({ dialect, abis: abisOf(hello), allows: allowedBy(hello), real });
}

/** Values have no host: what depends on one (how many words hold a bitmap) is as on the usual one. */
export const valuesAbi: Abi = { pointerSize: 8, byteOrder: 'little' };

/** The ABIs that cases for an engine may have. */
export function abisOf({ view, abi }: Pick<Hello, 'view' | 'abi'>): readonly Abi[] {
  if (view === 'values') return [valuesAbi];
  return abi === null ? abis : [abi];
}

/** Makes a case of a 32-bit seed: the generator, or real descriptions. */
export interface CaseMaker {
  /**
   * The same seed gives the same case. `rarity` may be ignored where nothing can be rare, and
   * `fewReal` where no device is drawn to be as in real tables: fewer are.
   */
  fromSeed(seed: number, rarity?: Rarity, fewReal?: boolean): Case;
}

/**
 * The case of run `run` under `seed`. It depends on nothing but these two, so
 * that a shard is a range of runs and a replay needs only one of them.
 */
export function caseOfRun(maker: CaseMaker, seed: number, run: number): Case {
  return maker.fromSeed(seedOfRun(seed, run), rarityIn(run), run % SELDOM === 0);
}

/** In a multiple of it laws are due that are due seldom. They need what is rare to tell anything: fewer devices are common ones. */
const SELDOM = 8;

/** Among so many runs there is one case in which something is very long: seven kinds, so all of them in 10,000. Every law is due in these runs. */
const LONG_EVERY = 44 * EVERY_LAW;
/** Among so many there is one with an odd name, the first in run 64: laws that are due on every 16th case see all of them, on every 32nd half. */
const ODD_EVERY = 112;
const FIRST_ODD = 64;

/** The kinds of long values take turns, so that a campaign of enough runs has all of them, whatever its first run. */
export function rarityIn(run: number): Rarity | undefined {
  if (run % LONG_EVERY === LONG_EVERY / 2) return longs[Math.floor(run / LONG_EVERY) % longs.length];
  return run % ODD_EVERY === FIRST_ODD ? 'odd name' : undefined;
}

/** The 32-bit seed of a run. Scatters neighbouring runs (the finalizer of MurmurHash3, public domain). */
export function seedOfRun(seed: number, run: number): number {
  let h = (seed ^ Math.imul(run + 1, 0x9e3779b1)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
