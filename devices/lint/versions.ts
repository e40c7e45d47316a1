import { VMS } from '../../vmstate/host/flags.ts';
import type { RuleId } from '../../spec/rules/rules.ts';
import type { DeviceDescription } from '../set/types.ts';
import { finding, resolve, type LintContext, type LintField } from './context.ts';
import type { LintFinding } from './finding.ts';

/** A minimum that no saved state reaches (vmstate.c:vmstate_load_state). */
export function lintMinimum(context: LintContext): LintFinding[] {
  const { version_id, minimum_version_id } = context.description;
  if (minimum_version_id <= version_id) return [];
  const text = `minimum_version_id ${minimum_version_id} is above version_id ${version_id}: saved state cannot be loaded`;
  const fix = 'lower minimum_version_id, or raise version_id';
  return [finding(context, { severity: 'trap', id: 'minimum-version', rule: 'VMS-VERSION-1', text, fix })];
}

/** A field that exists from a version on that its description does not have (vmstate.c:vmstate_field_exists). Dumps tell it too. */
export function lintFieldVersions(context: LintContext): LintFinding[] {
  const { description, path } = context;
  return description.fields.flatMap(({ name, version_id, field_exists, host }) => {
    if (field_exists !== undefined || version_id <= description.version_id) return [];
    const must = host?.flags.includes('VMS_MUST_EXIST') === true;
    const text = `version ${version_id} of the field is above version ${description.version_id} of its description: it is never sent${must ? ', and it must be' : '; the destination keeps its own value'}`;
    const fix = `raise version_id of the description to ${version_id}, or send the field in a subsection`;
    return [
      finding(context, {
        severity: must ? 'illegal' : 'trap',
        id: 'field-too-new',
        rule: must ? 'VMS-EXIST-3' : 'VMS-EXIST-1',
        path: `${path}.${name}`,
        text,
        fix,
      }),
    ];
  });
}

/** VMSTATE_VSTRUCT saves and loads at a version of its own (vmstate.c:vmstate_load_state). */
export function lintVstruct(context: LintContext, { flags, field, host, path }: LintField): LintFinding[] {
  const inner = resolve(context, field.vmsd);
  if ((flags & VMS.VSTRUCT) === 0 || inner === undefined) return [];
  const { struct_version_id: version } = host;
  if (version >= inner.minimum_version_id && version <= inner.version_id) return [];
  const text = `struct_version_id ${version} is outside ${rangeOf(inner)}: saved state cannot be loaded`;
  const fix = `use a version of ${inner.name} in ${rangeOf(inner)}`;
  return [finding(context, { severity: 'trap', id: 'vstruct-version', rule: 'VMS-VERSION-3', path, text, fix })];
}

interface Container {
  readonly name: string;
  readonly save: RuleId;
  readonly load: RuleId;
}

/** Infos that save elements at the version of their description and load them at the version of the field. */
const containers: ReadonlyMap<string, Container> = new Map<string, Container>([
  ['qtailq', { name: 'list', save: 'VMS-LIST-1', load: 'VMS-LIST-2' }],
  ['qlist', { name: 'list', save: 'VMS-LIST-1', load: 'VMS-LIST-2' }],
  ['gtree', { name: 'tree', save: 'VMS-TREE-1', load: 'VMS-TREE-2' }],
  ['tmp', { name: 'tmp', save: 'VMS-TMP-1', load: 'VMS-TMP-1' }],
]);

/** Lists, trees and temporary objects: their descriptions and versions (vmstate-types.c:get_qtailq, get_gtree, get_qlist, get_tmp). */
export function lintContainers(context: LintContext, subject: LintField): LintFinding[] {
  const { field, host, path } = subject;
  const container = typeof host.info === 'string' ? containers.get(host.info) : undefined;
  if (container === undefined) return [];
  const { name, save } = container;
  const findings: LintFinding[] = [];
  const add = (severity: 'illegal' | 'trap', id: string, text: string, fix: string): void => {
    findings.push(finding(context, { severity, id, rule: save, path, text, fix }));
  };
  if (field.vmsd === undefined)
    add('illegal', 'no-vmsd', `a ${name} without a vmsd: save and load dereference NULL`, 'set .vmsd');
  else findings.push(...elementVersion(context, subject, { container, of: resolve(context, field.vmsd) }));
  if (host.info !== 'gtree') return findings;
  if (host.start !== 0 && field.key_vmsd === undefined) {
    add('illegal', 'no-key-vmsd', 'a tree whose keys have a size, but no vmsd', 'describe the keys in vmsd[1]');
  }
  if (host.start === 0 && field.key_vmsd !== undefined) {
    add(
      'trap',
      'key-vmsd-unused',
      'start is 0: keys are integers, and their description has no effect',
      'use VMSTATE_GTREE_V',
    );
  }
  if (host.start !== 0)
    findings.push(...elementVersion(context, subject, { container, of: resolve(context, field.key_vmsd) }));
  return findings;
}

function elementVersion(
  context: LintContext,
  { field: { version_id }, path }: LintField,
  { container, of: inner }: { readonly container: Container; readonly of: DeviceDescription | undefined },
): LintFinding[] {
  if (inner === undefined || version_id === inner.version_id) return [];
  const outside = version_id < inner.minimum_version_id || version_id > inner.version_id;
  const text = outside
    ? `a load uses the version of the field, ${version_id}, which is outside ${rangeOf(inner)} of ${inner.name}: it is refused`
    : misread(inner, version_id);
  const fix = `set the version of the field to ${inner.version_id}, with the _V form of the macro`;
  return [
    finding(context, { severity: 'trap', id: `${container.name}-version`, rule: container.load, path, text, fix }),
  ];
}

function misread({ name, version_id: newest }: DeviceDescription, version: number): string {
  return `${name} is saved at version ${newest} but loaded at version ${version} of the field: fields between are misread`;
}

function rangeOf({ minimum_version_id, version_id }: DeviceDescription): string {
  return `${minimum_version_id} to ${version_id}`;
}
