import { structOf, type Member, type Model } from '../../vmstate/model/model.ts';
import type { RuleId } from '../rules/rules.ts';
import { stepsTo } from './path-steps.ts';

/** The rule by which another member of its struct reads the number at a path; null: none counts or sizes itself by it. */
export function ruleOfReader({ shape, values }: Model, path: string): RuleId | null {
  const cut = path.lastIndexOf('.');
  const around = cut === -1 ? null : stepsTo(shape, values, path.slice(0, cut)).at(-1);
  const struct = around === null ? shape : around?.kind === 'member' ? structOf(around.member.element) : null;
  const place = struct?.members.findIndex(({ name, migrated }) => migrated && name === path.slice(cut + 1)) ?? -1;
  if (struct === null || place === -1) return null;
  const found = struct.members.map((member) => ruleOfReading(member, place));
  return found.find((rule) => rule !== null) ?? null;
}

function ruleOfReading({ count, element }: Member, place: number): RuleId | null {
  if (count.kind === 'counted' && count.by === place) return count.multiply === null ? 'VMS-COUNT-2' : 'VMS-COUNT-4';
  if (element.kind === 'vbuffer' && element.sizedBy === place)
    return element.half === undefined ? 'VMS-SIZE-2' : 'VMS-SIZE-5';
  return element.kind === 'bitmap' && element.sizedBy === place ? 'VMS-BITMAP-1' : null;
}
