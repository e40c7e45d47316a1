import type { LoadOutcome, LoadRequest, Measured, SaveOutcome, SaveRequest } from '../engine.ts';
import { scanMemory } from './scan-memory.ts';
import { scanHexBytes, scanInteger, scanLiteral, peek, type Scan } from './scan.ts';

/**
 * Nearly all answers are of one form, in the order in which the protocol
 * names the members. They are read without making a tree of them first; null
 * is the answer to any other, however little different: the general way then
 * finds out what it is.
 */
export function scanSaved(scan: Scan, request: SaveRequest): SaveOutcome | null {
  if (request.vmdesc === true || request.trace === true) return null;
  if (!scanLiteral(scan, '"status":"ok","wire":"')) return null;
  const wire = scanHexBytes(scan);
  if (wire === null || !scanLiteral(scan, '"')) return null;
  const measured = request.measure ? scanMeasured(scan) : NOTHING_MEASURED;
  if (measured === null) return null;
  if (request.returnMemory && !scanLiteral(scan, ',"memory":')) return null;
  const memory = request.returnMemory ? scanMemory(scan, request.memory) : null;
  if (request.returnMemory && memory === null) return null;
  return isOver(scan) ? { status: 'ok', wire, measured, memory } : null;
}

export function scanLoaded(scan: Scan, request: LoadRequest): LoadOutcome | null {
  if (request.trace === true) return null;
  if (!scanLiteral(scan, '"status":"ok","consumed":')) return null;
  const consumed = scanInteger(scan);
  if (!(consumed >= 0) || !scanLiteral(scan, ',"stream_error":')) return null;
  const streamError = scanInteger(scan);
  if (Number.isNaN(streamError) || !scanLiteral(scan, ',"memory":')) return null;
  const memory = scanMemory(scan, request.memory);
  if (memory === null) return null;
  let resaved: Uint8Array | null = null;
  if (request.resave) {
    if (!scanLiteral(scan, ',"resaved":"')) return null;
    resaved = scanHexBytes(scan);
    if (resaved === null || !scanLiteral(scan, '"')) return null;
  }
  return isOver(scan) ? { status: 'ok', consumed, streamError, memory, resaved } : null;
}

const NOTHING_MEASURED: readonly Measured[] = [];

const CLOSE = 0x5d;

function scanMeasured(scan: Scan): Measured[] | null {
  if (!scanLiteral(scan, ',"measured":[')) return null;
  const measured: Measured[] = [];
  while (peek(scan) !== CLOSE) {
    if (!scanLiteral(scan, measured.length === 0 ? '[' : ',[')) return null;
    const count = scanInteger(scan);
    if (!scanLiteral(scan, ',')) return null;
    const size = scanInteger(scan);
    if (Number.isNaN(count + size) || !scanLiteral(scan, ']')) return null;
    measured.push({ count, size });
  }
  return scanLiteral(scan, ']') ? measured : null;
}

function isOver(scan: Scan): boolean {
  return scanLiteral(scan, '}') && scan.at === scan.end;
}
