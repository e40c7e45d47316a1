import { visibleLines } from '../vmstate/visible-text.ts';
import type { Io } from './io.ts';

/** What this suite writes itself: a color, and its end. */
const colors = /(\u001b\[\d+(?:;\d+)*m)/;

/**
 * The last guard between text from outside and a terminal or a log: whatever a
 * renderer let through is escaped here, except line ends, tabs and colors.
 */
export function safeOutput(io: Io): Io {
  const safe = (text: string): string =>
    io.color
      ? text
          .split(colors)
          .map((part, i) => (i % 2 === 1 ? part : visibleLines(part)))
          .join('')
      : visibleLines(text);
  return {
    ...io,
    out: (text) => {
      io.out(safe(text));
    },
    err: (text) => {
      io.err(safe(text));
    },
  };
}
