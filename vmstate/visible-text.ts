const letters: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** Control and formatting characters (escape sequences, bidirectional overrides), line separators, lone surrogates. */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * Escapes what a terminal would obey, or a reader not see, in text from outside:
 * names, messages of engines, paths. The result is one line.
 */
export function visibleText(text: string): string {
  return text.replace(
    hidden,
    (character) => letters.get(character) ?? `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

/** The same for text of several lines: line ends and tabs stay. */
export function visibleLines(text: string): string {
  return text.replace(hidden, (character) =>
    character === '\n' || character === '\t' ? character : visibleText(character),
  );
}
