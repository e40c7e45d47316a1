import type { Evidence } from '../../spec/violation.ts';
import { aroundDifference, truncate } from './truncate.ts';
import { entriesTable } from './entries-table.ts';
import { memoryDiff } from './memory-diff.ts';
import type { Colors } from './colors.ts';
import { sideBySide } from './side-by-side.ts';

/** Received and expected, formatted by kind of evidence. */
export function evidenceText(evidence: Evidence, colors: Colors): string {
  switch (evidence.kind) {
    case 'bytes':
      return sideBySide(evidence, colors);
    case 'memory':
      return memoryDiff(evidence.differences, colors);
    case 'entries':
      return entriesTable(evidence.differences, colors);
    case 'number': {
      const { what, path, expected, received } = evidence;
      return [truncate(path === '' ? what : `${what} of ${path}`), ...pair(expected, received, colors)].join('\n');
    }
    case 'answer':
      return pair(...aroundDifference(evidence.expected, evidence.received), colors).join('\n');
  }
}

function pair(expected: string | number, received: string | number, colors: Colors): string[] {
  return [`received  ${colors.red(aligned(received))}`, `expected  ${colors.green(aligned(expected))}`];
}

/** Aligns further lines of an answer, such as the engine's stderr, under the first. */
function aligned(text: string | number): string {
  return String(text).replaceAll('\n', `\n${' '.repeat('received  '.length)}`);
}
