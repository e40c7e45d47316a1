import type { Hello } from '../../engine/engine.ts';
import { abiName } from '../../vmstate/host/abi.ts';
import { lawsFor } from '../features.ts';
import type { FuzzPlan } from '../fuzz/plan.ts';
import type { KnownList } from '../known-failing/entry.ts';
import type { FindingRecord } from './finding-record.ts';
import {
  STREAM_FORMAT,
  type EndRecord,
  type EngineRecord,
  type HeaderRecord,
  type KnownRecord,
  type RunRange,
} from './record.ts';
import { decidingFailures, type CampaignTotals } from './totals.ts';

/** Who is judged and by which version of the suite. */
export interface HeaderSource {
  readonly suite: string;
  readonly hello: Hello;
  readonly engineFlags: readonly string[];
  readonly plan: FuzzPlan;
  readonly range: RunRange;
  /** The runs of all shards, if this is one. */
  readonly whole?: number | undefined;
}

export function headerRecord({ suite, hello, engineFlags, plan, range, whole }: HeaderSource): HeaderRecord {
  const { dialect, level, seed, chunk, known, devices, directed } = plan;
  const { judged, leftOut } = lawsFor(hello, plan.laws);
  return {
    kind: 'header',
    format: STREAM_FORMAT,
    suite,
    engine: engineRecord(hello),
    engineFlags,
    dialect,
    level,
    seed,
    range,
    ...(whole === undefined ? {} : { whole }),
    schedule: {
      chunk,
      ...(devices === undefined ? {} : { devices: devices.used }),
      ...(directed === undefined ? {} : { directed: true }),
    },
    laws: judged.map(({ id }) => id),
    lawsLeftOut: leftOut.map(({ id }) => id),
    known: known === undefined ? null : knownRecord(known),
  };
}

export function engineRecord({ name, version, language, dialect, view, abi, features }: Hello): EngineRecord {
  return { name, version, language, dialect, view, abi: abi === null ? null : abiName(abi), features };
}

function knownRecord({ file, entries }: KnownList): KnownRecord {
  return {
    file,
    entries: entries.map(({ line, text, reason, link }) => ({ line, pattern: text, reason, link })),
  };
}

/** The end of a stream. `problems`: what fails the run besides its failures. */
export function endRecord(
  totals: CampaignTotals,
  findings: readonly FindingRecord[],
  problems: readonly string[],
): EndRecord {
  const { runs, cases, stopped } = totals;
  const passes = problems.length === 0 && decidingFailures(totals).length === 0;
  return { kind: 'end', runs, cases, findings: findings.length, stopped, passes };
}
