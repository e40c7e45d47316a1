import type { ExpectedSave } from '../../oracle/save/outcome.ts';
import type { StructShape } from '../../vmstate/model/model.ts';
import { everyMember } from './every-member.ts';
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

/** A save that succeeds with such a result of put ignores it. */
function hasIgnoredResult(shape: StructShape): boolean {
  return everyMember(shape).some(({ element }) => element.kind === 'failing' && element.results.put > 0);
}
