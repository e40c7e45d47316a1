import { dialects, type Dialect } from '../../vmstate/dialect.ts';
import { createEngineOf, type SynchronousEngine } from '../reference/create.ts';
import { opsOf } from '../reference/dialect-ops.ts';
import { replaceOps, type Ops } from '../reference/ops.ts';

/** The part of the behaviour that a fault breaks. */
export type Area =
  | 'alloc'
  | 'auto-alloc'
  | 'bool'
  | 'byte-order'
  | 'consume'
  | 'count'
  | 'determinism'
  | 'frame'
  | 'multiply'
  | 'null-marker'
  | 'pointer'
  | 'refusal'
  | 'size'
  | 'unused'
  | 'version';

/** An engine that is wrong on purpose: a suite that conforms it cannot see that bug. */
export interface FaultyEngine {
  readonly id: string;
  readonly area: Area;
  /** One sentence: the bug. */
  readonly breaks: string;
  /** Where the bug can show. */
  readonly dialects: readonly Dialect[];
  readonly create: (dialect: Dialect) => SynchronousEngine;
}

/** The entries that a bug replaces, given the right ones. */
export type Break = (right: Ops, dialect: Dialect) => Partial<Ops>;

/** The reference engine of a dialect with a bug in it. */
export function fault(
  area: Area,
  id: string,
  breaks: string,
  wrong: Break,
  only: readonly Dialect[] = dialects,
): FaultyEngine {
  return {
    id,
    area,
    breaks,
    dialects: only,
    create(dialect) {
      const right = opsOf(dialect);
      return createEngineOf(id, dialect, replaceOps(right, wrong(right, dialect)));
    },
  };
}
