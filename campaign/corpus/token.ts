import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { formatCase } from '../../vmstate/case/case-file.ts';
import type { Case } from '../../vmstate/case/case.ts';

const PREFIX = 'vmstate1:';

/** What a token may unpack to: no more than a long case file. */
const MOST_BYTES = 16 * 1024 * 1024;

/** A case as one word, to paste into a command line or a chat. */
export function caseToken(of: Case): string {
  return PREFIX + deflateRawSync(JSON.stringify(JSON.parse(formatCase(of)))).toString('base64url');
}

export function isToken(text: string): boolean {
  return text.startsWith(PREFIX);
}

/** The text of the case file that a token stands for; null: it is damaged. */
export function textOfToken(token: string): string | null {
  const packed = token.slice(PREFIX.length);
  if (!isToken(token) || !/^[\w-]+$/.test(packed)) return null;
  try {
    return inflateRawSync(Buffer.from(packed, 'base64url'), { maxOutputLength: MOST_BYTES }).toString('utf8');
  } catch {
    return null;
  }
}
