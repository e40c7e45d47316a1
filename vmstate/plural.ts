/** `1 case`, `2 cases`, `3 structs in all`; the plural is given where an s does not make it. */
export function plural(n: number, word: string, many: string = `${word}s`): string {
  return `${n} ${n === 1 ? word : many}`;
}
