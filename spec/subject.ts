import { layout, memoryAfterLoad, type Layout } from '../generators/layout/layout.ts';
import { decode, type Decoded } from '../oracle/decode.ts';
import { encode } from '../oracle/encode.ts';
import type { Case } from '../vmstate/case.ts';
import type { Memory } from '../vmstate/memory.ts';
import { copyBytes } from '../vmstate/slab.ts';

/** A case and what follows from it, worked out once for all laws. */
export interface Subject {
  readonly case: Case;
  readonly layout: Layout;
  /** The oracle's bytes. */
  readonly wire: Uint8Array;
  /** The same with a few bytes behind them that are none of the load's business. */
  readonly stream: Uint8Array;
  /** What the oracle says a load of the stream must do. */
  readonly decoded: Decoded;
  /** The memory after that load; null when the oracle refuses or does not know. */
  readonly after: Memory | null;
}

/** Bytes behind the state. The first is QEMU's end-of-stream mark: never that of a subsection. */
const trailer = [0x00, 0x30, 0x05, 0x31] as const;

/** Works out all that the laws need to know of a case. */
export function prepare(of: Case): Subject {
  const { model, dialect } = of;
  const laid = layout(of);
  const wire = encode(model, dialect);
  const stream = withTrailer(wire);
  const decoded = decode(model.shape, laid.before, stream, model.shape.version, dialect, laid.rooms);
  const after = decoded.verdict === 'ok' ? memoryAfterLoad(laid.plan, laid.destination, decoded.values) : null;
  return { case: of, layout: laid, wire, stream, decoded, after };
}

function withTrailer(wire: Uint8Array): Uint8Array {
  const stream = copyBytes(wire, wire.length, trailer.length);
  for (let i = 0; i < trailer.length; i++) stream[wire.length + i] = trailer[i] ?? 0;
  return stream;
}
