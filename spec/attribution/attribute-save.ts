import type { ExpectedSave } from '../../oracle/save/outcome.ts';
import type { StructShape } from '../../vmstate/model/model.ts';
import { everyMember, everyStruct } from './every-member.ts';
import type { RuleId } from '../rules/rules.ts';

/** The rule that is broken by a save with another end than the oracle's: that of the hook, info or size that decides. */
export function ruleOfSaveEnd(expected: ExpectedSave, shape: StructShape): RuleId {
  if (expected.verdict !== 'rejected') return hasIgnoredResult(shape) ? 'VMS-INFO-3' : 'VMS-HOOK-2';
  const { cause, code } = expected;
  switch (cause) {
    case 'hook':
      return code > 0 ? 'VMS-HOOK-3' : 'VMS-HOOK-2';
    case 'info':
      return code > 0 ? 'VMS-INFO-3' : 'VMS-INFO-2';
    case 'size':
      return 'VMS-SIZE-6';
  }
}

/** The rule by which a save is not refused that is; null: it has no hook and no info that could have refused it. */
export function ruleOfRefusedSave(shape: StructShape): RuleId | null {
  const hooks = everyStruct(shape).flatMap((struct) => struct.hooks ?? []);
  if (hooks.some(({ pre_save: plain, pre_save_errp: variant }) => plain !== undefined && variant !== undefined))
    return 'VMS-HOOK-4';
  if (hooks.some(({ pre_save = 0, post_save = 0 }) => pre_save > 0 || post_save > 0)) return 'VMS-HOOK-3';
  if (hooks.some(({ post_save = 0 }) => post_save < 0)) return 'VMS-HOOK-2';
  return hasIgnoredResult(shape) ? 'VMS-INFO-3' : null;
}

/** A save that succeeds with such a result of put ignores it. */
function hasIgnoredResult(shape: StructShape): boolean {
  return everyMember(shape).some(({ element }) => element.kind === 'failing' && element.results.put > 0);
}
