import type { Dialect } from '../../vmstate/dialect.ts';
import type { DescriptionSet, Reference } from '../set/types.ts';
import { knownFields, type LintContext, type LintField } from './context.ts';
import { lintElements } from './elements.ts';
import type { LintFinding } from './finding.ts';
import { lintFlags } from './flags.ts';
import { lintLastStruct, lintSubsections } from './names.ts';
import { lintOverlap } from './overlap.ts';
import { lintTerminator } from './terminator.ts';
import { lintPointers } from './pointers.ts';
import { lintContainers, lintFieldVersions, lintMinimum, lintVstruct } from './versions.ts';
import { lintMemberOrder, lintMemberWidth, lintReadableWidth, lintTypeWidth } from './widths.ts';

export interface LintOptions {
  /** The release to judge by. */
  readonly dialect: Dialect;
  readonly pointerSize: 4 | 8;
}

const ofField: readonly ((context: LintContext, field: LintField) => LintFinding[])[] = [
  lintFlags,
  lintPointers,
  lintElements,
  lintContainers,
  lintVstruct,
  lintTypeWidth,
  lintMemberWidth,
  lintReadableWidth,
  lintMemberOrder,
];

const ofDescription: readonly ((context: LintContext) => LintFinding[])[] = [
  lintTerminator,
  lintFieldVersions,
  lintOverlap,
  lintLastStruct,
  lintSubsections,
];

/**
 * Every problem of the descriptions of a set: what no engine can handle, what
 * QEMU's own check rejects, and traps that it does not see. A description that
 * several use is judged once. Own infos are opaque.
 */
export function lintSet(set: DescriptionSet, { dialect, pointerSize }: LintOptions): LintFinding[] {
  const paths = pathsOf(set);
  const checked = checkedByRelease(set);
  const findings = set.descriptions.map((description, index) => {
    const path = paths.get(index) ?? (description.name === '' ? '(no name)' : description.name);
    const context: LintContext = { set, description, path, dialect, pointerSize };
    const fields = knownFields(context);
    return [
      ...lintMinimum(context),
      ...fields.flatMap((field) => ofField.flatMap((check) => check(context, field))),
      ...ofDescription.flatMap((check) => check(context)),
    ];
  });
  return findings.flatMap((own, index) =>
    // What QEMU's check never comes to it does not refuse.
    checked.has(index)
      ? own
      : own.map((found) => (found.severity === 'refused' ? { ...found, severity: 'trap' as const } : found)),
  );
}

/**
 * The descriptions that vmstate_check (savevm.c) comes to: those of devices, and through
 * structs and subsections what they refer to. Elements of lists and trees, and temporary
 * objects, are not among them.
 */
function checkedByRelease({ descriptions }: DescriptionSet): ReadonlySet<number> {
  const checked = new Set<number>();
  const visit = (to: Reference | undefined): void => {
    const description = typeof to === 'number' ? descriptions[to] : undefined;
    if (description === undefined || typeof to !== 'number' || checked.has(to)) return;
    checked.add(to);
    for (const { vmsd, host } of description.fields)
      if (host === undefined || host.flags.some((flag) => flag === 'VMS_STRUCT' || flag === 'VMS_VSTRUCT')) visit(vmsd);
    description.subsections.forEach(visit);
  };
  descriptions.forEach(({ role }, index) => {
    if (role === 'device') visit(index);
  });
  return checked;
}

/** In a file with one device the way to each description; in a program, where many share one, none. */
function pathsOf({ source, descriptions }: DescriptionSet): Map<number, string> {
  const paths = new Map<number, string>();
  if (source.kind !== 'description' && source.kind !== 'case') return paths;
  const visit = (to: Reference | undefined, path: string): void => {
    const description = typeof to === 'number' ? descriptions[to] : undefined;
    if (description === undefined || typeof to !== 'number' || paths.has(to)) return;
    paths.set(to, path);
    for (const { name, vmsd, key_vmsd } of description.fields) {
      visit(vmsd, `${path}.${name}`);
      visit(key_vmsd, `${path}.${name}.key`);
    }
    for (const subsection of description.subsections) {
      const { name } = (typeof subsection === 'number' ? descriptions[subsection] : undefined) ?? { name: '' };
      visit(subsection, `${path}.${name}`);
    }
  };
  descriptions.forEach(({ role, name }, index) => {
    if (role === 'device') visit(index, name);
  });
  return paths;
}
