import { CaseArbitrary } from '../generators/case-arbitrary.ts';
import type { Hello } from '../engine/engine.ts';
import { abis } from '../vmstate/abi.ts';
import type { Case } from '../vmstate/case.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import { allowedBy } from './features.ts';

/** The arbitrary of an engine: its ABI, and only what it supports. */
export function arbitraryFor(hello: Hello, dialect: Dialect): CaseArbitrary {
  return new CaseArbitrary({ dialect, abis: hello.abi === null ? abis : [hello.abi], allows: allowedBy(hello) });
}

/**
 * The case of run `run` under `seed`. It depends on nothing but these two, so
 * that a shard is a range of runs and a replay needs only one of them.
 */
export function caseOfRun(arbitrary: CaseArbitrary, seed: number, run: number): Case {
  return arbitrary.fromSeed(mix(seed, run));
}

/** Scatters neighbouring runs (the finalizer of MurmurHash3, public domain). */
function mix(seed: number, run: number): number {
  let h = (seed ^ Math.imul(run + 1, 0x9e3779b1)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
