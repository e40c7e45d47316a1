import type { Evidence } from '../../spec/violation.ts';
import { aroundDifference, elide } from './elide.ts';
import { memoryDiff } from './memory-diff.ts';
import type { Paint } from './paint.ts';
import { sideBySide } from './side-by-side.ts';

/** What was expected and what came, in the form that suits the evidence. */
export function evidenceText(evidence: Evidence, paint: Paint): string {
  switch (evidence.kind) {
    case 'bytes':
      return sideBySide(evidence, paint);
    case 'memory':
      return memoryDiff(evidence.differences, paint);
    case 'number': {
      const { what, path, expected, received } = evidence;
      return [elide(path === '' ? what : `${what} of ${path}`), ...pair(expected, received, paint)].join('\n');
    }
    case 'answer':
      return pair(...aroundDifference(evidence.expected, evidence.received), paint).join('\n');
  }
}

function pair(expected: string | number, received: string | number, paint: Paint): string[] {
  return [`expected  ${paint.green(aligned(expected))}`, `received  ${paint.red(aligned(received))}`];
}

/** An answer may bring the engine's last words along: further lines stand under the first. */
function aligned(text: string | number): string {
  return String(text).replaceAll('\n', `\n${' '.repeat('received  '.length)}`);
}
