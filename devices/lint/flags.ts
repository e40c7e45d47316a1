import { flagNames, flagValue, isFlagName, namesOfFlags, VARRAYS, VMS } from '../../vmstate/host/flags.ts';
import { finding, type LintContext, type LintField } from './context.ts';
import type { LintFinding } from './finding.ts';

/** Flags that give a field more than one element. */
export const ARRAYS: number = VMS.ARRAY | VARRAYS;

/** Flags that a release does not have, and flags without effect (vmstate.h, enum VMStateFlags). */
export function lintFlags(context: LintContext, { flags, host, path }: LintField): LintFinding[] {
  const { dialect } = context;
  const findings: LintFinding[] = [];
  const known = new Set<string>(flagNames.filter((name) => flagValue(dialect, name) !== undefined));
  const unknown = host.flags.filter((name) => isFlagName(name) && !known.has(name));
  const bits = host.unknown_flags === undefined ? [] : [`flag 0x${host.unknown_flags.toString(16)}`];
  for (const name of [...unknown, ...bits]) {
    findings.push(
      finding(context, {
        severity: 'illegal',
        id: 'unknown-flag',
        rule: 'VMS-WIRE-5',
        path,
        text: `${name} does not exist in ${dialect}`,
        fix: 'use the macros of the release; they set only flags that it has',
      }),
    );
  }
  const counts = namesOfFlags(flags & ARRAYS);
  if (counts.length > 1) {
    findings.push(
      finding(context, {
        severity: 'trap',
        id: 'two-counts',
        rule: 'VMS-COUNT-1',
        path,
        text: `${counts.join(' and ')}: only one of them decides the count`,
        fix: 'keep one of the flags',
      }),
    );
  }
  if ((flags & VMS.MULTIPLY) !== 0 && (flags & VMS.VBUFFER) === 0) {
    findings.push(
      finding(context, {
        severity: 'trap',
        id: 'multiply-alone',
        rule: 'VMS-SIZE-2',
        path,
        text: 'VMS_MULTIPLY has no effect without VMS_VBUFFER',
        fix: 'use VMSTATE_VBUFFER_MULTIPLY',
      }),
    );
  }
  if ((flags & VMS.ALLOC) !== 0 && (flags & VMS.POINTER) === 0) {
    findings.push(
      finding(context, {
        severity: 'trap',
        id: 'alloc-alone',
        rule: 'VMS-ALLOC-1',
        path,
        text: 'VMS_ALLOC has no effect without VMS_POINTER: nothing is allocated',
        fix: 'use one of the _ALLOC macros, which set both',
      }),
    );
  }
  return findings;
}
