/** A token of C: comments and preprocessor directives are none. */
export interface Token {
  readonly kind: 'word' | 'number' | 'text' | 'sign';
  readonly text: string;
  /** Where it begins in the file, in characters. */
  readonly start: number;
  /** Its line, counted from 1. */
  readonly line: number;
}

const patterns: readonly (readonly [Token['kind'] | 'nothing', RegExp])[] = [
  ['nothing', /\s+/y],
  ['nothing', /\/\*[^]*?\*\/|\/\/[^\n]*/y],
  // To the end of the line, and of those that a backslash joins to it.
  ['nothing', /#(?:\\\n|[^\n])*/y],
  ['text', /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/y],
  ['number', /0[xX][0-9a-fA-F]+\w*|\d[\w.]*/y],
  ['word', /[A-Za-z_]\w*/y],
  ['sign', /->|\+\+|--|<<=|>>=|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|\.\.\.|[^\s\w]/y],
];

/** The tokens of a C file. A character that begins none is left out. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  for (let at = 0; at < source.length;) {
    const start = at;
    for (const [kind, pattern] of patterns) {
      pattern.lastIndex = start;
      const text = pattern.exec(source)?.[0];
      if (text === undefined) continue;
      if (kind !== 'nothing') tokens.push({ kind, text, start, line });
      line += text.split('\n').length - 1;
      at += text.length;
      break;
    }
    if (at === start) at++;
  }
  return tokens;
}
