import { infosOf, isInfo } from '../../vmstate/info.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { finding, type LintContext, type LintField } from './context.ts';
import type { LintFinding } from './finding.ts';

/** Whether something handles the elements of a field (vmstate.c:vmstate_save_field). */
export function lintElements(context: LintContext, { flags, host, field, path }: LintField): LintFinding[] {
  const { info } = host;
  const struct = (flags & (VMS.STRUCT | VMS.VSTRUCT)) !== 0;
  if ((flags & VMS.STRUCT) !== 0 && (flags & VMS.VSTRUCT) !== 0) {
    const text = 'VMS_STRUCT takes precedence over VMS_VSTRUCT: struct_version_id has no effect';
    const fix = 'use VMSTATE_VSTRUCT, which sets VMS_VSTRUCT alone';
    return [finding(context, { severity: 'trap', id: 'two-structs', rule: 'VMS-VERSION-3', path, text, fix })];
  }
  if (struct && field.vmsd === undefined) {
    const text = 'a struct without a vmsd: save and load dereference NULL';
    return [
      finding(context, { severity: 'illegal', id: 'no-vmsd', rule: 'VMS-STRUCT-1', path, text, fix: 'set .vmsd' }),
    ];
  }
  const sendsNothing = (flags & VMS.ARRAY) !== 0 && field.num === 0;
  if (!struct && info === undefined && !sendsNothing && !host.flags.includes('VMS_NO_STATE')) {
    const text = 'neither an info nor a struct: save and load dereference NULL';
    return [
      finding(context, {
        severity: 'illegal',
        id: 'no-info',
        rule: 'VMS-WIRE-5',
        path,
        text,
        fix: 'set .info or .vmsd',
      }),
    ];
  }
  if (typeof info !== 'string' || !isInfo(info) || infosOf(context.dialect).includes(info)) return [];
  const text = `vmstate_info_${info} does not exist in ${context.dialect}`;
  const fix = 'use a type that the release has';
  return [finding(context, { severity: 'illegal', id: 'unknown-info', rule: 'VMS-WIRE-5', path, text, fix })];
}
