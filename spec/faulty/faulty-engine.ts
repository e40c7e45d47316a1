import { dialects as allDialects, type Dialect } from '../../vmstate/dialect.ts';
import { createEngineOf, type SynchronousEngine } from '../../engine/reference/create.ts';
import { opsOf } from '../../engine/reference/dialect-ops.ts';
import { replaceOps, type Ops } from '../../engine/reference/ops.ts';
import { rulesOfArea, type NamedArea, type RuleName } from './areas.ts';

export type { RuleName } from './areas.ts';

/** The part of the behaviour that a fault breaks; `rule`: the subject of its rules. */
export type Area = NamedArea | 'rule';

/** A deliberately wrong engine. A suite that finds it conform cannot detect its bug. */
export interface FaultyEngine {
  readonly id: string;
  readonly area: Area;
  /** The rules that a law may name for it; any other is a wrong attribution. */
  readonly rules: readonly RuleName[];
  /** One sentence: the bug. */
  readonly breaks: string;
  /** Where the bug can show. */
  readonly dialects: readonly Dialect[];
  /** `most`: the structs and elements that one save or load may come to; who misreads a count comes to billions. */
  readonly create: (dialect: Dialect, most?: number) => SynchronousEngine;
  /** The bug by itself, for an engine that has several; absent: it is none of the interpreter. */
  readonly wrong?: WrongOps;
}

/** The entries of the reference engine that a bug replaces, given the correct ones. */
export type WrongOps = (right: Ops, dialect: Dialect) => Partial<Ops>;

/** What every fault says of itself. */
interface FaultInfo extends Pick<FaultyEngine, 'id' | 'breaks'> {
  /** Where the bug can show. Default: every dialect. */
  readonly dialects?: readonly Dialect[];
}

export interface AreaFaultInfo extends FaultInfo {
  readonly area: NamedArea;
}

export interface RuleFaultInfo extends FaultInfo {
  /** The rules of which each forbids the bug. */
  readonly rules: readonly RuleName[];
}

/** The reference engine with a bug that a law may attribute to any rule of an area. */
export function areaFault({ area, id, breaks, dialects = allDialects }: AreaFaultInfo, wrong: WrongOps): FaultyEngine {
  return { id, area, rules: rulesOfArea[area], breaks, dialects, create: broken(id, wrong), wrong };
}

/** The reference engine with a bug that a law must attribute to one of the named rules. */
export function ruleFault({ rules, id, breaks, dialects = allDialects }: RuleFaultInfo, wrong: WrongOps): FaultyEngine {
  return { id, area: 'rule', rules, breaks, dialects, create: broken(id, wrong), wrong };
}

/** The reference engine whose answers, not its interpreter, have a bug. */
export function answerFault(
  { rules, id, breaks, dialects = allDialects }: RuleFaultInfo,
  wrong: (right: SynchronousEngine) => Partial<SynchronousEngine>,
): FaultyEngine {
  const create = (dialect: Dialect, most?: number): SynchronousEngine => {
    const right = createEngineOf(id, dialect, opsOf(dialect), most);
    return { ...right, ...wrong(right) };
  };
  return { id, area: 'rule', rules, breaks, dialects, create };
}

function broken(id: string, wrong: WrongOps): FaultyEngine['create'] {
  return (dialect, most) => {
    const right = opsOf(dialect);
    return createEngineOf(id, dialect, replaceOps(right, wrong(right, dialect)), most);
  };
}
