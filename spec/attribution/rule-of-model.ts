import type { Element } from '../../vmstate/model/model.ts';
import type { RuleId } from '../rules/rules.ts';
import type { Subject } from '../subject.ts';
import { attributedRule, ruleOfMember } from './attribute.ts';
import { everyMember } from './every-member.ts';

/** Rules of ordinary values: a case that has anything else is more likely about that. */
const ordinary: ReadonlySet<RuleId> = new Set(['VMS-WIRE-1', 'VMS-WIRE-2', 'VMS-WIRE-3']);

/** What only a quirk of releases gives a meaning: an engine that knows no quirk has to be right about all else. */
function quirkOf(element: Element): RuleId | null {
  return element.kind === 'vbuffer' && element.half !== undefined ? 'VMS-SIZE-5' : null;
}

/** Without a byte to go by: the last described member that is not ordinary, in a shrunk case the only one. */
export function ruleOfModel({ case: { model } }: Subject, side: 'save' | 'load' = 'save'): RuleId {
  const { shape, values } = model;
  const [quirk] = everyMember(shape).flatMap(({ element }) => quirkOf(element) ?? []);
  if (quirk !== undefined) return quirk;
  const rules = shape.members.flatMap((member, i) =>
    member.migrated ? [ruleOfMember(member, values[i] ?? null, side)] : [],
  );
  return rules.findLast((rule) => !ordinary.has(rule)) ?? rules.at(-1) ?? attributedRule(model, '', side);
}
