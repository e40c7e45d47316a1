import type { Dialect } from '../../vmstate/dialect.ts';
import { arrayRules } from './arrays.ts';
import { containerRules } from './containers.ts';
import { existenceRules } from './existence.ts';
import { guaranteeRules } from './guarantees.ts';
import { hookRules } from './hooks.ts';
import { loadRules } from './loads.ts';
import { messageRules } from './messages.ts';
import { pointerRules } from './pointers.ts';
import type { Rule, RuleId } from './rule.ts';
import { streamRules } from './streams.ts';
import { structRules } from './structs.ts';
import { subsectionRules } from './subsections.ts';
import { vmdescRules } from './vmdesc.ts';
import { wireRules } from './wire.ts';

export type { Level, Rule, RuleId } from './rule.ts';

/**
 * Every rule, in the order of spec/rules/rules.md.
 *
 * @since 0.1.0
 */
export const rules: readonly Rule[] = [
  ...wireRules,
  ...existenceRules,
  ...structRules,
  ...arrayRules,
  ...pointerRules,
  ...containerRules,
  ...subsectionRules,
  ...hookRules,
  ...vmdescRules,
  ...loadRules,
  ...streamRules,
  ...messageRules,
  ...guaranteeRules,
];

/** True when the rule holds in the dialect. */
export function appliesIn(id: RuleId, dialect: Dialect): boolean {
  return rules.some((rule) => rule.id === id && rule.dialects.includes(dialect));
}
