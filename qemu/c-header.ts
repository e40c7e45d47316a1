/** A C header as far as a build asks: enums, members of structs, prototypes. Comments and macros do not count. */
export interface CHeader {
  /** The names in an enum, in order; empty without such an enum. */
  readonly enumNames: (name: string) => readonly string[];
  /** The members of a struct by name, each with its declaration; undefined without such a struct. */
  readonly members: (name: string) => ReadonlyMap<string, string> | undefined;
  /** The declaration of a function, blanks reduced to one; undefined without such a function. */
  readonly prototype: (name: string) => string | undefined;
  /** Whether the text, comments left out, has this word. */
  readonly has: (word: string) => boolean;
}

export function parseHeader(text: string): CHeader {
  const code = withoutMacros(withoutComments(text));
  return {
    enumNames(name) {
      const body = bodyOf(code, `enum ${name}`) ?? '';
      return body
        .split(',')
        .map((entry) => /^\s*(\w+)/.exec(entry)?.[1] ?? '')
        .filter((entry) => entry !== '');
    },
    members(name) {
      const body = bodyOf(code, `struct ${name}`);
      return body === undefined ? undefined : membersOf(body);
    },
    prototype(name) {
      const found = new RegExp(`(?:^|[;}])\\s*([\\w\\s*]*?\\b${name}\\s*\\([^;{]*\\))\\s*;`).exec(code)?.[1];
      return found?.replace(/\s+/g, ' ').trim();
    },
    has: (word) => new RegExp(`\\b${word}\\b`).test(code),
  };
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ' ');
}

/** Without preprocessor lines, continued ones included. */
function withoutMacros(text: string): string {
  return text.replace(/^[ \t]*#(?:[^\n]*\\\n)*[^\n]*$/gm, '');
}

/** What stands between the braces of a definition. */
function bodyOf(code: string, head: string): string | undefined {
  const start = new RegExp(`\\b${head}\\s*\\{`).exec(code);
  if (start === null) return undefined;
  const from = start.index + start[0].length;
  let depth = 1;
  for (let at = from; at < code.length; at++) {
    if (code[at] === '{') depth += 1;
    if (code[at] === '}') depth -= 1;
    if (depth === 0) return code.slice(from, at);
  }
  return undefined;
}

function membersOf(body: string): Map<string, string> {
  const members = new Map<string, string>();
  for (const part of splitAtTop(body)) {
    const declaration = part.replace(/\s+/g, ' ').trim();
    if (declaration === '') continue;
    const name =
      /\(\s*\*\s*(\w+)\s*\)\s*\(/.exec(declaration)?.[1] ?? /(\w+)\s*(?:\[[^\]]*\])*$/.exec(declaration)?.[1];
    if (name !== undefined) members.set(name, declaration);
  }
  return members;
}

/** At the semicolons that are in no inner braces. */
function splitAtTop(body: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < body.length; at++) {
    if (body[at] === '{') depth += 1;
    if (body[at] === '}') depth -= 1;
    if (body[at] === ';' && depth === 0) {
      parts.push(body.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, body.slice(from)];
}
