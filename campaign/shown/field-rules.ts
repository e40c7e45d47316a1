import { attributedRule } from '../../spec/attribution/attribute.ts';
import type { RuleId } from '../../spec/rules/rules.ts';
import type { Model } from '../../vmstate/model/model.ts';

/** Fields whose rules are named; a report shows no more of them. */
const MOST = 1000;

/** The rule that is about each field. */
export function fieldRules(model: Model, paths: Iterable<string>, side: 'save' | 'load'): Record<string, RuleId> {
  const rules = new Map<string, RuleId>();
  for (const path of paths) {
    if (rules.size >= MOST) break;
    if (path !== '' && !rules.has(path)) rules.set(path, attributedRule(model, path, side));
  }
  return Object.fromEntries(rules);
}
