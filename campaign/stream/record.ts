import type { Level, RuleId } from '../../spec/rules/rules.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import type { AbiName } from '../../vmstate/host/abi.ts';
import type { FailureCount } from '../findings/failure-kind.ts';
import type { DevicesUsed } from '../result.ts';
import type { BrokenPromise } from '../promises.ts';
import type { FindingRecord } from './finding-record.ts';

/** The format that a header names; a change that a reader must know of changes the number. */
export const STREAM_FORMAT = 'vmstate-conformance/stream/1';

/** One line of a result stream (schemas/stream.json, docs/result-stream.md). */
export type StreamRecord = HeaderRecord | ChunkRecord | FindingRecord | EndRecord | TimeRecord;

/** A range of runs. */
export interface RunRange {
  readonly first: number;
  readonly runs: number;
}

/** The first line: who is judged, by what, on which cases. */
export interface HeaderRecord {
  readonly kind: 'header';
  readonly format: typeof STREAM_FORMAT;
  /** Version of this package. */
  readonly suite: string;
  readonly engine: EngineRecord;
  /** The options that select the engine again. */
  readonly engineFlags: readonly string[];
  /** The release that is the standard. */
  readonly dialect: Dialect;
  readonly level: Level;
  readonly seed: number;
  /** The runs that the stream is about. */
  readonly range: RunRange;
  /** How many runs all shards have together; absent: the stream is no part of anything. */
  readonly whole?: number | undefined;
  /** How the runs were divided and the cases drawn. */
  readonly schedule: {
    readonly chunk: number;
    readonly devices?: DevicesUsed | 'off' | undefined;
    readonly directed?: true | undefined;
  };
  /** Ids of the laws, in the order of reports. */
  readonly laws: readonly string[];
  /** Ids of selected laws about what the engine does not see. */
  readonly lawsLeftOut: readonly string[];
  readonly known: KnownRecord | null;
}

/** The engine's hello. */
export interface EngineRecord {
  readonly name: string;
  readonly version: string;
  readonly language: string;
  readonly dialect: Dialect;
  readonly view: 'memory' | 'values';
  readonly abi: AbiName | null;
  readonly features: readonly string[];
}

/** The list of known failures. */
export interface KnownRecord {
  readonly file: string;
  readonly entries: readonly {
    readonly line: number;
    readonly pattern: string;
    readonly reason: string;
    readonly link: string;
  }[];
}

/** What a range of runs came to. The counts of chunks add up, except `deepest`, of which the greatest counts. */
export interface ChunkRecord extends RunRange {
  readonly kind: 'chunk';
  /** Cases judged: `runs`, unless the chunk was ended early. */
  readonly cases: number;
  /** Cases by law and verdict, without zeros. */
  readonly laws: Readonly<Record<string, Readonly<Partial<Record<string, number>>>>>;
  /** Failing cases that are alike; known and out of level ones too. */
  readonly failures: readonly FailureRecord[];
  /** How many cases tested each rule, of the `sampled` ones that were looked at. */
  readonly rules: { readonly sampled: number; readonly tested: Readonly<Partial<Record<RuleId, number>>> };
  readonly statistics: StatisticsRecord;
  /** Lines of the known-failing list whose case was judged. */
  readonly seen: readonly number[];
  readonly promises: readonly BrokenPromise[];
  readonly incidents: readonly IncidentRecord[];
  /** Cases in which a law could not be judged, because the engine answered `unsupported`. */
  readonly unjudged: number;
  /** Why it ended before its last run; null: it did not. */
  readonly stopped: string | null;
}

export interface FailureRecord extends FailureCount {
  /** Whether it fails the run: it is not known, and its rule is judged at the level of the run. */
  readonly decides: boolean;
  /** The case file of the first of these cases, where seed and run do not give it: the mutant of a directed search. */
  readonly case?: unknown;
}

/** An engine fault outside of the cases. */
export interface IncidentRecord {
  readonly status: 'crashed' | 'hung' | 'protocol-error';
  readonly message: string;
}

/** What was generated. */
export interface StatisticsRecord {
  readonly discarded: number;
  readonly fields: number;
  readonly structs: number;
  readonly deepest: number;
  readonly tests: number;
  readonly hooks: number;
  readonly subsections: number;
  /** Fields of which the width of a count or of a size is told. */
  readonly widths: number;
  /** Members of temporary objects that are copies of their parent's; absent in streams that are older than this. */
  readonly tmpCopies?: number;
  /** Fields by flags, type and parts: `VMS_ARRAY|VMS_POINTER uint32 field_exists version`. */
  readonly combinations: Readonly<Record<string, number>>;
  /** How often two features met: `VMS_ARRAY with hooks`. */
  readonly pairs: Readonly<Record<string, number>>;
  /** How often each side of an integer boundary occurred. */
  readonly boundaries: Readonly<Record<string, number>>;
}

/** The last line. */
export interface EndRecord {
  readonly kind: 'end';
  /** Runs of the chunks. */
  readonly runs: number;
  readonly cases: number;
  readonly findings: number;
  /** Why it ended before its last run; null: it did not. */
  readonly stopped: string | null;
  /** Whether the engine passes: whatever fails is known, whatever is known fails, and enough was judged. */
  readonly passes: boolean;
}

/** When a chunk was finished. Two runs of the same campaign differ in these lines alone. */
export interface TimeRecord extends RunRange {
  readonly kind: 'time';
  /** ISO 8601, UTC. */
  readonly finished: string;
  readonly milliseconds: number;
}
