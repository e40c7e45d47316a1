import { rules, type Level, type RuleId } from '../spec/rules/rules.ts';

/** From the strictest to the one that judges everything. */
export const levels: readonly Level[] = ['must', 'should', 'quirk'];

const levelOf = new Map(rules.map(({ id, level }) => [id, level]));

/** True when a run at this level lets violations of the rule decide. */
export function isJudgedAt(level: Level, rule: RuleId): boolean {
  return rankOfLevel(rule) <= levels.indexOf(level);
}

/** The place of the rule's level: 0 of what must hold. */
export function rankOfLevel(rule: RuleId): number {
  return levels.indexOf(levelOf.get(rule) ?? 'must');
}

/** The level at which an engine of this name is judged unless told: a build of QEMU by all that it does. */
export function defaultLevelOf(engine: string | undefined): Level {
  return engine === undefined || engine === 'reference' ? 'must' : 'quirk';
}
