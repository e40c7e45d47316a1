import type { RuleId } from '../rules/rules.ts';
import type { Subject } from '../subject.ts';
import { attributedRule } from './attribute.ts';

/** Rules of ordinary values: a case that has anything else is more likely about that. */
const ordinary: ReadonlySet<RuleId> = new Set(['VMS-WIRE-1', 'VMS-WIRE-2', 'VMS-WIRE-3']);

/** Without a byte to go by: the last described member that is not ordinary, in a shrunk case the only one. */
export function ruleOfModel({ case: { model } }: Subject, side: 'save' | 'load' = 'save'): RuleId {
  const names = model.shape.members.filter(({ migrated }) => migrated).map(({ name }) => name);
  const rules = names.map((name) => attributedRule(model, name, side));
  return rules.findLast((rule) => !ordinary.has(rule)) ?? rules.at(-1) ?? attributedRule(model, '', side);
}
