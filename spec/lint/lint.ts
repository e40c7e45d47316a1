import type { VMStateDescription } from '../../vmstate/host/description.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { lintField } from './fields.ts';
import { lintLastStruct, lintSubsections } from './names.ts';
import type { Problem } from './problem.ts';

/**
 * Everything that is wrong with a description in a release, from the outside
 * in: what no engine can handle, what QEMU's own check refuses
 * (vmstate.c:vmstate_check), and the traps that it does not see.
 */
export function lint(
  vmsd: VMStateDescription,
  dialect: Dialect,
  pointerSize: 4 | 8 = 8,
  path: string = vmsd.name,
): Problem[] {
  const problems: Problem[] = [];
  if (vmsd.minimum_version_id > vmsd.version_id) {
    const text = `minimum_version_id ${vmsd.minimum_version_id} is above version_id ${vmsd.version_id}: what is saved cannot be loaded`;
    problems.push({ severity: 'trap', id: 'minimum-version', rule: 'VMS-VERSION-1', path, text });
  }
  for (const field of vmsd.fields) {
    const at = `${path}.${field.name}`;
    problems.push(...lintField(field, vmsd, dialect, pointerSize, at));
    if (field.vmsd !== null) problems.push(...lint(field.vmsd, dialect, pointerSize, at));
    if (field.key_vmsd !== undefined) problems.push(...lint(field.key_vmsd, dialect, pointerSize, `${at}.key`));
  }
  problems.push(...lintLastStruct(vmsd, path), ...lintSubsections(vmsd, path));
  for (const subsection of vmsd.subsections ?? [])
    problems.push(...lint(subsection, dialect, pointerSize, `${path}.${subsection.name}`));
  return problems;
}
