import { VMS } from '../../vmstate/host/flags.ts';
import { nameBytes } from '../../vmstate/name-bytes.ts';
import type { DeviceDescription } from '../set/types.ts';
import { finding, knownFields, resolve, type LintContext, type LintField } from './context.ts';
import type { LintFinding } from './finding.ts';

/** The length of a subsection's name and its version are one byte each. */
const BYTE = 255;

const bytesIn = (name: string): number => nameBytes(name).length;

/** Names and versions of subsections (vmstate.c:vmstate_subsection_save, vmstate_subsection_load). */
export function lintSubsections(context: LintContext): LintFinding[] {
  const subsections = context.description.subsections.flatMap((to) => resolve(context, to) ?? []);
  return subsections.flatMap((subsection, index) => [
    ...lintName(context, subsection),
    ...lintFollowers(context, subsections, index),
  ]);
}

function lintName(context: LintContext, { name, version_id }: DeviceDescription): LintFinding[] {
  const parent = context.description.name;
  const path = `${context.path}.${name}`;
  const findings: LintFinding[] = [];
  if (!name.startsWith(parent)) {
    const text = `its name does not begin with '${parent}': a load never finds it`;
    const fix = `call it '${parent}/${name}'`;
    findings.push(finding(context, { severity: 'refused', id: 'subsection-name', rule: 'VMS-SUB-2', path, text, fix }));
  } else if (name === parent) {
    const text = 'it has the name of its parent: a load never finds it';
    const fix = `call it '${parent}/…'`;
    findings.push(finding(context, { severity: 'trap', id: 'subsection-name', rule: 'VMS-SUB-2', path, text, fix }));
  }
  if (bytesIn(name) > BYTE) {
    const text = `its name has ${bytesIn(name)} bytes, of which the length byte says ${bytesIn(name) & BYTE}`;
    const fix = 'use a shorter name';
    findings.push(
      finding(context, { severity: 'trap', id: 'subsection-name-length', rule: 'VMS-SUB-4', path, text, fix }),
    );
  }
  if (version_id > BYTE) {
    const text = `a load reads version ${version_id} as ${version_id & BYTE}`;
    const fix = 'use versions up to 255';
    findings.push(finding(context, { severity: 'trap', id: 'subsection-version', rule: 'VMS-SUB-3', path, text, fix }));
  }
  return findings;
}

/** What follows a subsection in the stream and is taken for a part of it, because its name begins with the subsection's. */
function lintFollowers(context: LintContext, subsections: readonly DeviceDescription[], index: number): LintFinding[] {
  const [first, ...rest] = subsections.slice(index);
  if (first === undefined) return [];
  const path = `${context.path}.${first.name}`;
  const findings: LintFinding[] = [];
  for (const later of rest) {
    if (later.name === first.name) {
      const text = 'two subsections of the same name: the second is loaded with the description of the first';
      const fix = 'give each a name of its own';
      findings.push(finding(context, { severity: 'trap', id: 'subsection-twice', rule: 'VMS-SUB-2', path, text, fix }));
    } else if (later.name.startsWith(first.name)) {
      const text = `the name of '${later.name}', which can follow it in the stream, begins with its own: a load takes that for a subsection of this one and refuses it`;
      const fix = `list '${later.name}' before it, or rename one of them`;
      findings.push(
        finding(context, { severity: 'trap', id: 'subsection-prefix', rule: 'VMS-SUB-4', path, text, fix }),
      );
    }
    // One that is always sent stands between: what follows it is not looked at from here.
    if (isAlwaysSent(context, later)) break;
  }
  return findings;
}

/** A dump does not tell: there nothing counts as sent only sometimes, so that it raises no false alarm. */
function isAlwaysSent({ set }: LintContext, { needed }: DeviceDescription): boolean {
  return needed === undefined || set.source.kind === 'dump';
}

/** A struct in the last field of any version takes subsections of the outer description for its own if its name begins theirs. */
export function lintLastStruct(context: LintContext): LintFinding[] {
  return lastFields(context).flatMap((last) => lintStruct(context, last));
}

/** The last field, and those before it that are the last where the later ones do not exist. */
function lastFields(context: LintContext): LintField[] {
  const fields = knownFields(context);
  const { minimum_version_id: lowest } = context.description;
  const always = fields.findLastIndex(({ field }) => field.field_exists === undefined && field.version_id <= lowest);
  return fields.slice(Math.max(0, always));
}

function lintStruct(context: LintContext, last: LintField): LintFinding[] {
  const { description } = context;
  if ((last.flags & (VMS.STRUCT | VMS.VSTRUCT)) === 0) return [];
  const inner = resolve(context, last.field.vmsd);
  if (inner === undefined || inner.name === '') return [];
  const taken = description.subsections
    .flatMap((to) => resolve(context, to) ?? [])
    .filter(({ name }) => name.startsWith(inner.name) && name !== inner.name);
  // The struct's own subsection of the same name is found first: that is another mistake.
  if (taken.length === 0) return [];
  const text = `'${inner.name}' begins the names of the subsections of '${description.name}', which follow it: a load takes them for its own and refuses them`;
  const fix = `move '${last.field.name}' before another field, or rename the struct`;
  return [finding(context, { severity: 'trap', id: 'struct-prefix', rule: 'VMS-SUB-4', path: last.path, text, fix })];
}
