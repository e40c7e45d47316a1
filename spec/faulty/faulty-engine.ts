import { dialects, type Dialect } from '../../vmstate/dialect.ts';
import { createEngineOf, type SynchronousEngine } from '../../engine/reference/create.ts';
import { opsOf } from '../../engine/reference/dialect-ops.ts';
import { replaceOps, type Ops } from '../../engine/reference/ops.ts';
import { rulesOfArea, type NamedArea, type RuleName } from './areas.ts';

export type { RuleName } from './areas.ts';

/** The part of the behaviour that a fault breaks; `rule`: what its rule is about. */
export type Area = NamedArea | 'rule';

/** An engine that is wrong on purpose: a suite that conforms it cannot see that bug. */
export interface FaultyEngine {
  readonly id: string;
  readonly area: Area;
  /** The rules that it may be said to break; naming any other is missing the point. */
  readonly rules: readonly RuleName[];
  /** One sentence: the bug. */
  readonly breaks: string;
  /** Where the bug can show. */
  readonly dialects: readonly Dialect[];
  readonly create: (dialect: Dialect) => SynchronousEngine;
}

/** The entries that a bug replaces, given the right ones. */
export type Break = (right: Ops, dialect: Dialect) => Partial<Ops>;

/** The reference engine of a dialect with a bug in it, somewhere in an area. */
export function fault(
  area: NamedArea,
  id: string,
  breaks: string,
  wrong: Break,
  only: readonly Dialect[] = dialects,
): FaultyEngine {
  return { id, area, rules: rulesOfArea[area], breaks, dialects: only, create: broken(id, wrong) };
}

/** The same with a bug that breaks one rule, or one that two rules forbid. */
export function breach(
  rule: RuleName | readonly RuleName[],
  id: string,
  breaks: string,
  wrong: Break,
  only: readonly Dialect[] = dialects,
): FaultyEngine {
  return { id, area: 'rule', rules: [rule].flat(), breaks, dialects: only, create: broken(id, wrong) };
}

function broken(id: string, wrong: Break): (dialect: Dialect) => SynchronousEngine {
  return (dialect) => {
    const right = opsOf(dialect);
    return createEngineOf(id, dialect, replaceOps(right, wrong(right, dialect)));
  };
}
