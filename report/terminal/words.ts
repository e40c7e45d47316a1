export { plural } from '../../vmstate/plural.ts';

/** `40 ms`, `2.5 s`, `3 min 20 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** `shown by save/bytes, load/values` */
export function shownBy(laws: readonly string[]): string {
  return `shown by ${laws.join(', ')}`;
}

/** Indents every line that has something on it. */
export function indent(text: string, by = 2): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}

/** Breaks a list of items into lines of at most `width` characters, an item never in two. */
export function wrapItems(items: readonly string[], width: number, separator = '  '): string[] {
  const lines: string[] = [];
  let line = '';
  for (const item of items) {
    if (line !== '' && line.length + separator.length + item.length > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? item : `${line}${separator}${item}`;
  }
  return line === '' ? lines : [...lines, line];
}

/** A whole number as English texts write it: `12,345`. `toLocaleString` loads a language first, which takes 20 ms. */
export function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}
