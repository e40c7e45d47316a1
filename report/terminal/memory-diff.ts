import type { MemoryDifference } from '../../spec/violation.ts';
import { truncate } from './truncate.ts';
import { hexBytes } from './hex.ts';
import type { Colors } from './colors.ts';
import { table } from './table.ts';
import { plural } from './words.ts';

/** Differences shown, and bytes of each. */
const MOST = 12;
const WIDTH = 16;

/** Where memory after a load is not what it should be, and whose bytes those are. */
export function memoryDiff(differences: readonly MemoryDifference[], colors: Colors): string {
  const rows = differences
    .slice(0, MOST)
    .map(({ block, offset, path, expected, received, pointer }) => [
      block === 0 ? '0 (the device)' : String(block),
      String(offset),
      truncate(path ?? '(no field)'),
      colors.red(pointer?.received ?? side(received)),
      colors.green(pointer?.expected ?? side(expected)),
    ]);
  const head = ['block', 'offset', 'member', 'received', 'expected'].map((each) => colors.dim(each));
  const left = differences.length - MOST;
  const lines = [table({ head, rows, align: ['left', 'right'] })];
  if (left > 0) lines.push(colors.dim(`… ${plural(left, 'more difference', 'more differences')}`));
  return lines.join('\n');
}

function side(bytes: Uint8Array): string {
  if (bytes.length === 0) return '(nothing)';
  const shown = hexBytes(bytes.subarray(0, WIDTH));
  return bytes.length > WIDTH ? `${shown} …` : shown;
}
