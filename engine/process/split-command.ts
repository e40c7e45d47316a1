/** The words of a command line, or why it cannot be cut into words. */
export type SplitCommand =
  { readonly status: 'ok'; readonly words: readonly string[] } | { readonly status: 'error'; readonly message: string };

/** Plain characters, an escaped one, 'text', "text", the space between words, or what is left open. */
const token =
  /(?<plain>[^\s'"\\]+)|\\(?<escaped>[^])|'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\[^])*)"|(?<space>\s+)|(?<open>[^])/gy;

const unbalanced: Readonly<Record<string, string>> = {
  "'": 'a single quote is never closed',
  '"': 'a double quote is never closed',
  '\\': 'a backslash at the end escapes nothing',
};

/** Cuts a command line into words as a POSIX shell does, quotes and backslashes included, expanding nothing. */
export function splitCommand(text: string): SplitCommand {
  const words: string[] = [];
  /** The word being read, or null between words: an empty quotation is a word, too. */
  let word: string | null = null;
  for (const { groups = {} } of text.matchAll(token)) {
    const { plain, escaped, single, double, space, open } = groups;
    if (open !== undefined) {
      return { status: 'error', message: `${unbalanced[open] ?? `unexpected ${open}`}: ${text}` };
    }
    if (space !== undefined) {
      if (word !== null) words.push(word);
      word = null;
      continue;
    }
    word ??= '';
    // Backslash and newline join two lines; in double quotes a backslash counts before $ ` " \ and newline only.
    if (escaped !== undefined) word += escaped === '\n' ? '' : escaped;
    else
      word +=
        plain ?? single ?? double?.replace(/\\([$`"\\\n])/g, (_, char: string) => (char === '\n' ? '' : char)) ?? '';
  }
  if (word !== null) words.push(word);
  return words.length > 0 ? { status: 'ok', words } : { status: 'error', message: 'the command is empty' };
}
