import type { Token } from './tokens.ts';

/** A function of a C file and the tokens of its body, without the outer braces. */
export interface CFunction {
  readonly name: string;
  readonly body: readonly Token[];
}

const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The place of the sign that closes the one at `open`; the end of the tokens if nothing does. */
export function closing(tokens: readonly Token[], open: number): number {
  const opens = tokens[open]?.text ?? '';
  const closes = pairs[opens];
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const text = tokens[at]?.text;
    if (text === opens) depth++;
    if (text === closes && --depth === 0) return at;
  }
  return tokens.length;
}

/** The functions that a C file defines, in its order. */
export function functionsOf(tokens: readonly Token[]): CFunction[] {
  const found: CFunction[] = [];
  let name = '';
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.text === '(') {
      const before = tokens[at - 1];
      if (before?.kind === 'word') name = before.text;
      at = closing(tokens, at);
    } else if (token?.text === '{') {
      const end = closing(tokens, at);
      if (tokens[at - 1]?.text === ')') found.push({ name, body: tokens.slice(at + 1, end) });
      at = end;
    }
  }
  return found;
}
