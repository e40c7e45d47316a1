import { extentsOf } from '../../oracle/wire/annotate.ts';
import type { Subject } from '../subject.ts';

/**
 * The stream of a case without its end: where there is one, it ends in a
 * buffer that is longer than all before it, of which real QEMU moves the bytes.
 */
export function cutStream({ case: { model, dialect, seed }, wire, stream }: Subject): Uint8Array {
  if (wire.length === 0) return stream;
  const spans = extentsOf(model, dialect);
  const long = spans.filter(({ type, start, length }) => type === 'buffer' && start > 0 && length > start + 1);
  const { start, length } = long[(seed >>> 8) % Math.max(1, long.length)] ?? { start: 0, length: wire.length };
  return wire.subarray(0, long.length > 0 ? start + length - 1 : (seed >>> 8) % length);
}
