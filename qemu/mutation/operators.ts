import { closing } from './functions.ts';
import type { Token } from './tokens.ts';

export interface SourceEdit {
  readonly operator: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

const swaps: Readonly<Record<string, readonly [operator: string, replacement: string]>> = {
  '&&': ['logic', '||'],
  '||': ['logic', '&&'],
  '<': ['relation', '<='],
  '<=': ['relation', '<'],
  '>': ['relation', '>='],
  '>=': ['relation', '>'],
  '==': ['relation', '!='],
  '!=': ['relation', '=='],
  '+=': ['arithmetic', '-='],
  '-=': ['arithmetic', '+='],
  '*=': ['arithmetic', '='],
  '|=': ['bits', '&='],
  '&=': ['bits', '|='],
  '++': ['arithmetic', '--'],
  '--': ['arithmetic', '++'],
  '<<': ['bits', '>>'],
  '>>': ['bits', '<<'],
};

/** Signs that stand between two operands, or else before one. */
const binary: Readonly<Record<string, readonly [operator: string, replacement: string]>> = {
  '+': ['arithmetic', '-'],
  '-': ['arithmetic', '+'],
  '*': ['arithmetic', '/'],
  '&': ['bits', '|'],
  '|': ['bits', '&'],
};

/** Words that may stand before an operand, and are none. */
const keywords: ReadonlySet<string> = new Set(['return', 'case', 'sizeof', 'else', 'const', 'struct']);

/** All changes of a function's body. Trace points do nothing in an engine, so nothing in them is changed. */
export function edits(body: readonly Token[], source: string): SourceEdit[] {
  const found: SourceEdit[] = [];
  let depth = 0;
  for (let at = 0; at < body.length; at++) {
    const token = body[at];
    if (token === undefined) break;
    if (token.text === '(') depth++;
    if (token.text === ')') depth--;
    if (token.text.startsWith('trace_')) {
      at = closing(body, at + 1);
      continue;
    }
    for (const edit of [negated(body, at, source), replaced(body, at), depth === 0 ? leftOut(body, at) : null])
      if (edit !== null) found.push(edit);
  }
  return found;
}

function editOf(operator: string, first: Token, last: Token, replacement: string): SourceEdit {
  return { operator, line: first.line, start: first.start, end: last.start + last.text.length, replacement };
}

/** `if (x)` and `while (x)` ask for the contrary. */
function negated(body: readonly Token[], at: number, source: string): SourceEdit | null {
  const [word, open] = [body[at], body[at + 1]];
  if ((word?.text !== 'if' && word?.text !== 'while') || open?.text !== '(') return null;
  const close = body[closing(body, at + 1)];
  if (close === undefined) return null;
  return editOf('negation', open, close, `(!${source.slice(open.start, close.start)}))`);
}

function replaced(body: readonly Token[], at: number): SourceEdit | null {
  const token = body[at];
  if (token === undefined) return null;
  const { kind, text } = token;
  if (kind === 'number') return editOf('constant', token, token, text === '1' ? '0' : `(${text} + 1)`);
  if (text === 'true' || text === 'false') return editOf('constant', token, token, text === 'true' ? 'false' : 'true');
  const swap = kind !== 'sign' ? undefined : (swaps[text] ?? (isBinary(body, at) ? binary[text] : undefined));
  if (swap !== undefined) return editOf(swap[0], token, token, swap[1]);
  // An error code that lost its sign.
  if (text === '-' && body[at + 1]?.kind === 'word') return editOf('sign', token, token, '');
  return null;
}

function isBinary(body: readonly Token[], at: number): boolean {
  const [before, after] = [body[at - 1], body[at + 1]];
  if (before === undefined || after === undefined || isDeclarator(body, at)) return false;
  const endsOne = before.text === ')' || before.text === ']' || before.kind === 'number' || before.kind === 'word';
  const beginsOne = after.kind !== 'sign' || after.text === '(' || after.text === '~';
  return endsOne && beginsOne && !keywords.has(before.text);
}

/** The star of `type *name`, at the beginning of a statement. */
function isDeclarator(body: readonly Token[], at: number): boolean {
  const words = /^(const|struct|unsigned)$/;
  if (body[at]?.text !== '*' || body[at - 1]?.kind !== 'word' || body[at + 1]?.kind !== 'word') return false;
  return beginsStatement(body, at - 1) || words.test(body[at - 2]?.text ?? '');
}

/** Signs and words after which a statement begins. */
const beginnings: ReadonlySet<string> = new Set([';', '{', '}', ':', 'else', 'do']);

function leftOut(body: readonly Token[], at: number): SourceEdit | null {
  const [first, next] = [body[at], body[at + 1]];
  if (first === undefined || next === undefined || !beginsStatement(body, at) || !isStatement(first, next)) return null;
  let end = at;
  while (end < body.length && body[end]?.text !== ';') {
    const text = body[end]?.text;
    end = text === '(' || text === '[' || text === '{' ? closing(body, end) + 1 : end + 1;
  }
  const last = body[end];
  // Without its last return a function has no value at all.
  if (last === undefined || (first.text === 'return' && end === body.length - 1)) return null;
  return { ...editOf('deletion', first, last, ''), replacement: ';' };
}

function beginsStatement(body: readonly Token[], at: number): boolean {
  const before = body[at - 1];
  if (before === undefined || beginnings.has(before.text)) return true;
  if (before.text !== ')') return false;
  // After the condition of if, while or for.
  let depth = 0;
  for (let place = at - 1; place > 0; place--) {
    const text = body[place]?.text;
    if (text === ')') depth++;
    if (text === '(' && --depth === 0) return /^(if|while|for|\w*FOREACH\w*)$/.test(body[place - 1]?.text ?? '');
  }
  return false;
}

const jumps: ReadonlySet<string> = new Set(['return', 'break', 'continue', 'goto']);
const notStatements: ReadonlySet<string> = new Set(['if', 'while', 'for', 'switch', 'case', 'default', 'else', 'do']);

/** An assignment, a call or a jump; no declaration, since what follows needs that. */
function isStatement(first: Token, next: Token): boolean {
  if (jumps.has(first.text)) return true;
  if (notStatements.has(first.text) || first.text.startsWith('g_auto')) return false;
  if (first.text === '*' || first.text === '(') return true;
  return first.kind === 'word' && next.kind === 'sign' && next.text !== '*' && next.text !== ':';
}
