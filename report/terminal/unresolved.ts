import { unresolvedOf } from '../../devices/set/join.ts';
import type { DescriptionSet } from '../../devices/set/types.ts';
import { truncate } from './truncate.ts';

/** What a set refers to and nobody gave, in one line; empty where it is whole. */
export function renderUnresolved(path: string, set: DescriptionSet): string {
  const symbols = unresolvedOf(set);
  if (symbols.length === 0) return '';
  const list = symbols.map(({ symbol, users }) => `${truncate(symbol)} (${truncate(users.join(', '))})`).join(', ');
  const mend = set.source.kind === 'module' ? '; give the program of its build as well' : '';
  return `${truncate(path)}: in another file: ${list}${mend}\n`;
}
