import { encodeDescription } from '../../engine/protocol/encode-description.ts';
import type { Failure, LoadShown } from '../../campaign/result.ts';
import { formatCase } from '../../vmstate/case/case-file.ts';
import { caseId } from '../../vmstate/case/case-id.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { valueJson } from '../../vmstate/model/value-json.ts';

/**
 * A failure with all that a report shows of it. Its cases are as in case files,
 * for `--case` to read; its description is as in the protocol.
 */
export function failureDocument(failure: Failure): object {
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

function loadDocument({ wire, versionId, saved, before }: LoadShown): object {
  return { wire, versionId, saved, before: valueJson(before.values) };
}

function caseDocument(of: Case): unknown {
  return parsed(formatCase(of));
}

function parsed(text: string): unknown {
  return JSON.parse(text);
}

/** For JSON.stringify: 64-bit integers as decimal strings, bytes in hex. */
export function plainJson(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint8Array) return Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return value;
}
