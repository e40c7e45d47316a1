import { callText } from '../../vmstate/hooks.ts';
import { UNTOUCHED, type Value } from '../../vmstate/model/model.ts';
import type { ExpectedLoad } from './decode.ts';

/** What a load left as it was, by a word: `toEqual` takes UNTOUCHED for any empty array. */
export const LEFT = 'left';

export interface Shown {
  readonly verdict: ExpectedLoad['verdict'];
  readonly values?: unknown;
  readonly trace?: readonly string[];
  readonly objects?: readonly [];
  readonly messages?: undefined;
  readonly lengths?: undefined;
  readonly dropped?: undefined;
}

/** The outcome with LEFT for UNTOUCHED in its values, and each call as its line, without its object; the lengths are in its bytes. */
export function shown(decoded: ExpectedLoad): Shown {
  if (decoded.verdict === 'undefined') return decoded;
  const values = decoded.values.map(worded);
  // What it says of a refusal has tests of its own: oracle/messages.
  return {
    ...decoded,
    values,
    trace: decoded.trace.map(callText),
    objects: [],
    messages: undefined,
    dropped: undefined,
    lengths: undefined,
  };
}

function worded(value: Value): unknown {
  if (value === UNTOUCHED) return LEFT;
  return Array.isArray(value) ? value.map(worded) : value;
}

/** What a load without hooks, tests and fresh memory has nothing to say about. */
export const plain = { unspecified: [], trace: [], objects: [], missed: 0, lost: false } as const;
