/** `1,234,567` */
export function count(n: number): string {
  return n.toLocaleString('en-GB');
}

/** `1 case`, `2 cases` */
export function plural(n: number, word: string): string {
  return `${count(n)} ${word}${n === 1 ? '' : 's'}`;
}
