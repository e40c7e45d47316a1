import { parseCase } from '../../vmstate/case/case-file.ts';
import type { FindingRecord } from '../stream/finding-record.ts';
import { deviceTraits, type DeviceTraits } from './device-traits.ts';

/** A finding, and what is needed to tell whether another has the same cause. */
interface Candidate {
  readonly finding: FindingRecord;
  readonly traits: DeviceTraits;
  readonly side: 'save' | 'load';
  readonly size: number;
  readonly also: FindingRecord[];
}

/**
 * One cause, one finding: a finding whose device has everything that is special
 * about a smaller one, and which breaks the same side, most likely has the same
 * cause, and so have two that one known bug explains. It is told under the smaller
 * one. The order of the input does not matter.
 */
export function clusterFindings(findings: readonly FindingRecord[]): FindingRecord[] {
  const candidates = findings.map(candidateOf).sort(bySize);
  const causes: Candidate[] = [];
  for (const candidate of candidates) {
    const cause = causes.find((each) => explains(each, candidate));
    if (cause === undefined) causes.push(candidate);
    else cause.also.push(candidate.finding);
  }
  return causes
    .map(({ finding, also }) => ({
      ...finding,
      cases: also.reduce((sum, { cases }) => sum + cases, finding.cases),
      also: also.map(({ signature, fingerprint, cases, failure }) => ({
        signature,
        fingerprint,
        cases,
        run: failure.run,
      })),
    }))
    .sort((a, b) => a.failure.run - b.failure.run || (a.fingerprint < b.fingerprint ? -1 : 1));
}

function candidateOf(finding: FindingRecord): Candidate {
  const read = parseCase(JSON.stringify(finding.failure.smallest));
  const empty: ReadonlySet<string> = new Set();
  const traits = read.ok ? deviceTraits(read.value.model.shape) : { all: empty, core: empty };
  const side = finding.laws.some(({ law }) => law.startsWith('save/')) ? 'save' : 'load';
  return { finding, traits, side, size: JSON.stringify(finding.failure.smallest).length, also: [] };
}

function bySize(a: Candidate, b: Candidate): number {
  return (
    a.traits.core.size - b.traits.core.size ||
    a.traits.all.size - b.traits.all.size ||
    a.size - b.size ||
    (a.finding.fingerprint < b.finding.fingerprint ? -1 : 1)
  );
}

function explains(cause: Candidate, other: Candidate): boolean {
  const { core, all } = cause.traits;
  const [a, b] = [cause.finding.signature, other.finding.signature];
  if (haveOneBug(cause.finding, other.finding)) return true;
  const isSameField = a.rule === b.rule && a.field === b.field;
  // Some cases show only one side of a bug of both.
  if (cause.side !== other.side && !isSameField) return false;
  // A plain element that fails explains no device that merely has one, unless the rule is the same.
  if (core.size === 0 && a.rule !== b.rule) return false;
  return [...(core.size === 0 ? all : core)].every((trait) => other.traits.all.has(trait));
}

/** Whether some known bug explains both. */
function haveOneBug({ lookAlikes: a = [] }: FindingRecord, { lookAlikes: b = [] }: FindingRecord): boolean {
  return a.some(({ id }) => b.some((each) => each.id === id));
}
