import { encodeDescription } from '../engine/protocol/encode-description.ts';
import type { Violation } from '../spec/violation.ts';
import { formatCase } from '../vmstate/case/case-file.ts';
import { caseId } from '../vmstate/case/case-id.ts';
import type { Case } from '../vmstate/case/case.ts';
import { valueJson } from '../vmstate/model/value-json.ts';
import type { Failure, LoadShown } from './result.ts';

/**
 * A failure with all that a report shows of it, as reports write it: `plainJson`
 * turns its bytes into hex. Its cases are as in case files, its description is
 * as in the protocol.
 */
export interface FailureDocument extends Pick<Failure, 'run' | 'shrinks' | 'saved' | 'memory' | 'rules'> {
  readonly violation: ViolationDocument;
  readonly originalId: string;
  readonly original: unknown;
  readonly smallestId: string;
  readonly smallest: unknown;
  readonly description: unknown;
}

export interface ViolationDocument extends Pick<Violation, 'law' | 'rule' | 'verdict' | 'summary' | 'evidence'> {
  /** Absent where no load is judged. */
  readonly load?: Pick<LoadShown, 'wire' | 'versionId' | 'saved'> & { readonly before: unknown };
}

export function failureDocument(failure: Failure): FailureDocument {
  const { run, shrinks, original, smallest, violation, load, description, saved, memory, rules } = failure;
  const { law, rule, verdict, summary, evidence } = violation;
  return {
    run,
    shrinks,
    violation: { law, rule, verdict, summary, evidence, ...(load === null ? {} : { load: loadDocument(load) }) },
    originalId: caseId(original),
    original: caseDocument(original),
    smallestId: caseId(smallest),
    smallest: caseDocument(smallest),
    description: parsed(encodeDescription(description)),
    saved,
    memory,
    rules,
  };
}

function loadDocument({ wire, versionId, saved, before }: LoadShown): NonNullable<ViolationDocument['load']> {
  return { wire, versionId, saved, before: valueJson(before.values) };
}

export function caseDocument(of: Case): unknown {
  return parsed(formatCase(of));
}

function parsed(text: string): unknown {
  return JSON.parse(text);
}

/** A replacer for JSON.stringify: bytes in hex, 64-bit integers as decimal strings. */
export function plainJson(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint8Array) return Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return value;
}
