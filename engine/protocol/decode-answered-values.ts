import { beginDecoding } from '../../vmstate/decoding.ts';
import { issueText } from '../../vmstate/issue.ts';
import { decodeValues } from '../../vmstate/model/decode-values.ts';
import type { StructShape, StructValue } from '../../vmstate/model/model.ts';
import { protocolFault } from './fault.ts';

/** The values of a response; throws ProtocolFault at the first that can be no value of its member. */
export function decodeAnsweredValues(json: unknown, shape: StructShape): StructValue {
  const decoding = beginDecoding('values');
  const values = decodeValues(decoding, json, shape, 'answer');
  const [issue] = decoding.issues;
  return issue === undefined ? values : protocolFault(issueText(issue, ''));
}
