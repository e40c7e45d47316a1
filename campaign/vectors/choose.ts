import { CaseGenerator } from '../../generators/case-generator.ts';
import { shrinkCase } from '../../generators/shrink/shrink-case.ts';
import { weightOf } from '../../generators/shrink/weight.ts';
import { saveOutcome } from '../../oracle/save/outcome.ts';
import { prepare, type Subject } from '../../spec/subject.ts';
import { abis, type Abi } from '../../vmstate/host/abi.ts';
import type { Case } from '../../vmstate/case/case.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { caseOfRun } from '../case-of-run.ts';
import { addTraitsOf } from '../coverage/rule-traits.ts';
import { modelFeatures } from './features.ts';
import { otherLoads, ownLoad, type LoadCandidate } from './loads.ts';
import type { RuleId } from '../../spec/rules/rules.ts';

/** Never to be changed: the same suite makes the same set. */
const SEED = 20260823;

/** Cases to choose from. */
export const CANDIDATES = 4000;

/** The host of every vector. */
export const host: readonly Abi[] = abis.slice(0, 1);

/** A case that is kept, with what it is kept for. */
export interface Chosen {
  readonly subject: Subject;
  readonly loads: readonly LoadCandidate[];
  readonly features: readonly string[];
}

/**
 * Cases that have every feature that any candidate has, alone and in pairs,
 * small ones first, each shrunk as far as it keeps what it was taken for. A
 * load other than that of a save's own bytes is kept if none before it ends
 * like it.
 */
export function choose(dialect: Dialect, candidates: number = CANDIDATES): Chosen[] {
  const generator = new CaseGenerator({ dialect, abis: host, allows: () => true });
  const cases = Array.from({ length: candidates }, (_, run) => caseOfRun(generator, SEED, run));
  const light = cases.map((of) => ({ of, weight: weightOf(of.model) })).sort((a, b) => a.weight - b.weight);
  const covered = new Set<string>();
  const kept: Case[] = [];
  for (const { of } of light) {
    const wanted = [...itemsOf(of)].filter((item) => !covered.has(item));
    if (wanted.length === 0 || !isKnown(of)) continue;
    const small = shrunk(of, wanted);
    for (const item of itemsOf(small)) covered.add(item);
    kept.push(small);
  }
  return withLoads(needed(kept));
}

/** Features, and rules that are about traits. */
function itemsOf(of: Case): Set<string> {
  const items = modelFeatures(of.model);
  const rules = new Set<RuleId>();
  addTraitsOf(of, rules);
  for (const rule of rules) items.add(rule);
  return items;
}

/** Vectors are read by people, too, and kept in releases. */
const MOST_BYTES = 4096;
const MOST_TEXT = 40_000;

/** Whether the oracle can say what its save and the load of it do, and it is not too large. */
function isKnown(of: Case): boolean {
  if (saveOutcome(of.model, of.dialect).verdict === 'undefined') return false;
  const subject = prepare(of);
  return subject.layout.source.used <= MOST_BYTES && ownLoad(subject) !== null;
}

function shrunk(of: Case, wanted: readonly string[]): Case {
  let small = of;
  for (let smaller: Case | undefined = small; smaller !== undefined; smaller = smallerThan(small, wanted))
    small = smaller;
  return small;
}

function smallerThan(of: Case, wanted: readonly string[]): Case | undefined {
  for (const smaller of shrinkCase(of, host)) {
    const items = itemsOf(smaller);
    if (wanted.every((item) => items.has(item)) && isKnown(smaller)) return smaller;
  }
  return undefined;
}

/** The heaviest first: what lighter ones have as well is left out. */
function needed(cases: readonly Case[]): Case[] {
  const counts = new Map<string, number>();
  const items = new Map(cases.map((of) => [of, itemsOf(of)]));
  for (const own of items.values()) for (const item of own) counts.set(item, (counts.get(item) ?? 0) + 1);
  const dropped = new Set<Case>();
  for (const of of [...cases].reverse()) {
    const own = [...(items.get(of) ?? [])];
    if (own.some((item) => counts.get(item) === 1)) continue;
    dropped.add(of);
    for (const item of own) counts.set(item, (counts.get(item) ?? 0) - 1);
  }
  return cases.filter((of) => !dropped.has(of));
}

function withLoads(cases: readonly Case[]): Chosen[] {
  const covered = new Set<string>();
  const isNew = (item: string): boolean => !covered.has(item);
  const add = (item: string): boolean => isNew(item) && covered.add(item) === covered;
  return cases.map((of) => {
    const subject = prepare(of);
    const features = [...itemsOf(of)].filter(add);
    const own = ownLoad(subject);
    const loads = own === null ? [] : [own];
    for (const load of otherLoads(subject)) {
      const items = [load.feature, ...load.rules];
      // A length that is altered may ask for megabytes: another case is as good.
      if (!items.some(isNew) || JSON.stringify(load.json()).length > MOST_TEXT) continue;
      items.forEach(add);
      loads.push(load);
    }
    return {
      subject,
      loads,
      features: [...features.filter((item) => !item.startsWith('VMS-')), ...loads.map(({ feature }) => feature)],
    };
  });
}
