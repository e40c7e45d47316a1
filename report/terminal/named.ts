import type { Colors } from './colors.ts';
import { wrapItems } from './words.ts';

/** A title with what it means, and the items behind it; nothing where there are none. */
export function named(title: string, items: readonly string[], why: string, colors: Colors): string[] {
  if (items.length === 0) return [];
  const lines = wrapItems(items, 96).map((line) => `  ${line}`);
  return [[`${colors.yellow(title)} ${colors.dim(`(${why})`)}`, ...lines].join('\n')];
}
