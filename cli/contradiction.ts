import { OracleFault } from '../oracle/fault.ts';
import { prepare } from '../spec/subject.ts';
import { declaredBytes } from '../vmstate/model/declared-bytes.ts';
import type { Case } from '../vmstate/case/case.ts';
import { visibleText } from '../vmstate/visible-text.ts';

/** Bytes that a case may declare beyond those that its text holds. */
const MOST_DECLARED = 8 * 1024 * 1024;

/**
 * Why a case that its file spells correctly cannot be used, in one line; null: it
 * can. Its values can contradict its shape, or a short text declare too much.
 */
export function contradictionOf(of: Case): string | null {
  const declared = declaredBytes(of.model);
  if (declared > MOST_DECLARED) return `it declares ${declared} unused bytes; the limit is ${MOST_DECLARED}`;
  try {
    prepare(of, 'memory');
    return null;
  } catch (error) {
    // Too deep for the interpreters of the suite, which are recursive.
    if (error instanceof RangeError) return 'it is too deep or too large';
    if (!(error instanceof OracleFault)) throw error;
    return `it contradicts itself: ${visibleText(error.message)}`;
  }
}
