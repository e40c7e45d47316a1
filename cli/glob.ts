/** Whether a name matches a pattern in which `*` stands for any text and `?` for one character, as in a shell. */
export function globMatcher(pattern: string): (name: string) => boolean {
  const source = Array.from(pattern).map((character) => {
    if (character === '*') return '.*';
    if (character === '?') return '.';
    return character.replace(/[\\^$.|+()[\]{}/-]/, '\\$&');
  });
  const expression = new RegExp(`^${source.join('').replaceAll(/(?:\.\*)+/g, '.*')}$`, 's');
  return (name) => expression.test(name);
}
