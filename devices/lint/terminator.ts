import { finding, type LintContext } from './context.ts';
import type { LintFinding } from './finding.ts';

/** A list of fields without VMSTATE_END_OF_LIST (vmstate.c: both loops go on until a field has no name; since 8.0 they assert VMS_END). */
export function lintTerminator(context: LintContext): LintFinding[] {
  if (context.description.unterminated !== true) return [];
  const text =
    'its list of fields has no end: save and load go on through what lies behind it, and where that has no name, since 8.0 they assert';
  const fix = 'end the list with VMSTATE_END_OF_LIST()';
  return [finding(context, { severity: 'illegal', id: 'missing-terminator', rule: 'VMS-WIRE-5', text, fix })];
}
