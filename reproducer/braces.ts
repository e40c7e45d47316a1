/** An initialiser: a word, or a list in braces behind a prefix such as `.regs = (uint32_t[])`. */
export type Init = string | { readonly prefix: string; readonly items: readonly Init[] };

const WIDTH = 80;

/** An initialiser on one line where it fits, else broken at its outermost braces. */
export function initText(init: Init, depth: number, suffix: string): string {
  const margin = '    '.repeat(depth);
  if (typeof init === 'string') return `${margin}${init}${suffix}`;
  const line = `${margin}${flat(init)}${suffix}`;
  if (line.length <= WIDTH) return line;
  const words = init.items.filter((item) => typeof item === 'string');
  const body =
    words.length === init.items.length
      ? filled(words, depth + 1)
      : init.items.map((item) => initText(item, depth + 1, ','));
  return [`${margin}${opening(init.prefix)}`, ...body, `${margin}}${suffix}`].join('\n');
}

function opening(prefix: string): string {
  return prefix === '' ? '{' : `${prefix} {`;
}

function flat(init: Init): string {
  if (typeof init === 'string') return init;
  const items = init.items.map(flat).join(', ');
  return `${opening(init.prefix)} ${items === '' ? '' : `${items} `}}`;
}

function filled(words: readonly string[], depth: number): string[] {
  const margin = '    '.repeat(depth);
  const lines: string[] = [];
  let line = margin;
  for (const word of words) {
    if (line !== margin && line.length + word.length + 2 > WIDTH) {
      lines.push(line);
      line = margin;
    }
    line += line === margin ? `${word},` : ` ${word},`;
  }
  return line === margin ? lines : [...lines, line];
}
