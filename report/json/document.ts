/** The JSON report as `report` reads it back: what of schemas/result.json the renderings use. Bytes are hex. */
export interface ResultDocument {
  readonly format: string;
  readonly conforms: boolean;
  readonly passes: boolean;
  readonly interrupted: boolean;
  readonly conclusion: string;
  readonly engine: {
    readonly name: string;
    readonly version: string;
    readonly language: string;
    readonly view: 'memory' | 'values';
    readonly abi: { readonly pointerSize: 4 | 8; readonly byteOrder: 'little' | 'big' } | null;
  };
  /** The options that select the engine again; absent in results of versions that did not say. */
  readonly engineFlags?: readonly string[];
  readonly dialect: string;
  readonly level: 'must' | 'should' | 'quirk';
  /** Absent: the case was given. */
  readonly seed?: number;
  /** Where a given case came from; absent: cases were generated. */
  readonly from?: string;
  readonly runs: number;
  readonly cases: number;
  readonly milliseconds: number;
  readonly stopped: string | null;
  readonly shortfalls: readonly string[];
  readonly incidents: readonly { readonly status: string; readonly message: string }[];
  readonly promises: readonly { readonly feature: string; readonly cases: number }[];
  readonly leftOut: readonly string[];
  /** Absent: the case was given. */
  readonly ruleCoverage?: { readonly cases: number; readonly rules: Readonly<Record<string, number>> };
  readonly knownFailing: {
    readonly file: string;
    readonly entries: readonly {
      readonly line: number;
      readonly pattern: string;
      readonly reason: string;
      readonly link: string;
      readonly outcome: string;
    }[];
  } | null;
  readonly laws: readonly LawDocument[];
  readonly findings: readonly FindingDocument[];
}

export interface FindingDocument {
  readonly laws: readonly string[];
  /** Absent in results of versions that did not look for them. */
  readonly lookAlikes?: readonly { readonly id: string; readonly breaks: string; readonly rules: readonly string[] }[];
  readonly failure: FailureJson;
  /** The same from run to run; absent: it is not of a campaign. */
  readonly fingerprint?: string;
}

export interface LawDocument {
  readonly id: string;
  readonly title: string;
  readonly rules: readonly string[];
  readonly verdicts: Readonly<Record<string, number>>;
  readonly failing: readonly GroupDocument[];
  readonly known: readonly GroupDocument[];
  readonly outOfLevel: readonly GroupDocument[];
  /** Why the law judged nothing; null: it did. */
  readonly notJudged: string | null;
  readonly failure: FailureJson | null;
}

export interface GroupDocument {
  readonly rule: string;
  readonly verdict: string;
  readonly cases: number;
  readonly run: number;
  /** Lines of the list of known failures that name them. */
  readonly lines?: readonly number[];
}

export interface FailureJson {
  readonly run: number;
  readonly shrinks: number;
  readonly violation: {
    readonly law: string;
    readonly rule: string;
    readonly verdict: string;
    readonly summary: string;
    readonly evidence: EvidenceDocument;
    readonly load?: LoadDocument;
  };
  readonly originalId: string;
  readonly smallestId: string;
  /** A case file. */
  readonly smallest: object;
  /** As in the protocol. */
  readonly description: object;
  readonly saved: SavedDocument | null;
  readonly memory: MemoryDocument | null;
  readonly rules: Readonly<Record<string, string>>;
  readonly repeats: { readonly failed: number; readonly tries: number } | null;
  readonly steps: readonly string[];
  readonly exchanges: readonly { readonly request: string; readonly answer: string | null }[];
  /** The command that brings the failure about again. */
  readonly replay: string;
}

export type EvidenceDocument =
  | {
      readonly kind: 'bytes';
      readonly expected: string;
      readonly received: string;
      readonly spans: readonly SpanDocument[];
    }
  | {
      readonly kind: 'number';
      readonly path: string;
      readonly what: string;
      readonly expected: number;
      readonly received: number;
    }
  | { readonly kind: 'memory'; readonly differences: readonly DifferenceDocument[] }
  | {
      readonly kind: 'entries';
      readonly differences: readonly {
        readonly entry: string;
        readonly received: string | null;
        readonly expected: string | null;
      }[];
    }
  | { readonly kind: 'answer'; readonly expected: string; readonly received: string };

export interface SpanDocument {
  readonly start: number;
  readonly length: number;
  readonly path: string;
  readonly type: string;
}

export interface DifferenceDocument {
  readonly block: number;
  readonly offset: number;
  readonly path: string | null;
  readonly expected: string;
  readonly received: string;
  readonly pointer?: { readonly expected: string; readonly received: string };
}

export interface SavedDocument {
  readonly bytes: string;
  readonly spans: readonly SpanDocument[];
}

export interface LoadDocument {
  readonly wire: string;
  readonly versionId: number;
  readonly saved: SavedDocument;
}

export interface MemoryDocument {
  readonly what: 'source' | 'destination' | 'loaded';
  readonly pointerSize: 4 | 8;
  readonly byteOrder: 'little' | 'big';
  readonly blocks: readonly {
    readonly size: number;
    readonly bytes: string;
    readonly fresh: boolean;
    readonly owners: readonly {
      readonly start: number;
      readonly length: number;
      readonly path: string;
      readonly what: 'value' | 'pointer';
    }[];
    readonly pointers: readonly {
      readonly at: number;
      readonly to: { readonly block: number; readonly offset: number } | null;
    }[];
  }[];
  readonly blocksLeftOut: number;
}
