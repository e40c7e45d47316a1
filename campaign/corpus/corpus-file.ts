import type { Level } from '../../spec/rules/rules.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import type { Decoded } from '../../vmstate/issue.ts';
import { schemaReader } from '../../vmstate/schema-check.ts';
import { plainJson } from '../failure-document.ts';
import type { BrokenLawRecord, FindingExchangeRecord, FindingRecord, Signature } from '../stream/finding-record.ts';
import { validators } from './validators.ts';

export const CORPUS_FORMAT = 'vmstate-conformance/corpus/1';

/** A case that is worth keeping, with all that is known of it (schemas/corpus.json). */
export type CorpusFile = FindingFile | InterestingFile;

interface CorpusBase {
  readonly format: typeof CORPUS_FORMAT;
  /** The version of this package that kept it. */
  readonly suite: string;
  readonly engine: KnownEngine;
  readonly dialect: Dialect;
  /** ISO 8601, UTC. */
  readonly firstSeen: string;
  readonly seed: number;
  readonly run: number;
  /** A case file. */
  readonly case: unknown;
}

export interface KnownEngine {
  readonly name: string;
  readonly version: string;
}

/** A case that an engine failed. */
export interface FindingFile extends CorpusBase {
  readonly kind: 'finding';
  readonly signature: Signature;
  readonly fingerprint: string;
  readonly level: Level;
  readonly laws: readonly BrokenLawRecord[];
  readonly exchange: readonly FindingExchangeRecord[];
}

/** The first case that reached something. */
export interface InterestingFile extends CorpusBase {
  readonly kind: 'interesting';
  /** As in `pair VMS_ARRAY with hooks` and `rule VMS-NULL-1 loads`. */
  readonly reached: readonly string[];
}

/** Where a file of the corpus comes from. */
export type CorpusOrigin = Pick<CorpusBase, 'suite' | 'engine' | 'dialect' | 'firstSeen' | 'seed'>;

export function findingFile(origin: CorpusOrigin, finding: FindingRecord): FindingFile {
  const { signature, fingerprint, level, laws, failure, exchange } = finding;
  return {
    format: CORPUS_FORMAT,
    kind: 'finding',
    ...origin,
    run: failure.run,
    signature,
    fingerprint,
    level,
    laws,
    case: failure.smallest,
    exchange,
  };
}

export function formatCorpusFile(file: CorpusFile): string {
  return `${JSON.stringify(file, plainJson, 1)}\n`;
}

/** Reads a file of a corpus. Its case is still to be parsed. */
export const readCorpusFile: (text: string) => Decoded<CorpusFile> = schemaReader(validators.corpus);
