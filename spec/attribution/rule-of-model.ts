import type { RuleId } from '../rules/rules.ts';
import type { Subject } from '../subject.ts';
import { attributedRule } from './attribute.ts';

/** Without a byte to go by: the first described member is as good as any, and in a shrunk case the only one. */
export function ruleOfModel({ case: { model } }: Subject, side: 'save' | 'load' = 'save'): RuleId {
  const member = model.shape.members.findLast(({ migrated }) => migrated);
  return attributedRule(model, member?.name ?? '', side);
}
