import type { Dialect } from '../../vmstate/dialect.ts';
import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import { infosOf, type Info } from '../../vmstate/info.ts';
import type { RuleId } from '../rules/rules.ts';
import type { Problem } from './problem.ts';

/** The rules of infos that go through a description of their own. */
const walking: ReadonlyMap<Info | null, { readonly name: string; readonly save: RuleId; readonly load: RuleId }> =
  new Map([
    ['qtailq', { name: 'list', save: 'VMS-LIST-1', load: 'VMS-LIST-2' }],
    ['qlist', { name: 'list', save: 'VMS-LIST-1', load: 'VMS-LIST-2' }],
    ['gtree', { name: 'tree', save: 'VMS-TREE-1', load: 'VMS-TREE-2' }],
    ['tmp', { name: 'tmp', save: 'VMS-TMP-1', load: 'VMS-TMP-1' }],
  ]);

/** What is wrong with a field's info and the descriptions that it goes through. */
export function infoProblems(field: VMStateField, dialect: Dialect, path: string): Problem[] {
  const { info, vmsd, key_vmsd, start = 0 } = field;
  const problems: Problem[] = [];
  if (info !== null && !infosOf(dialect).includes(info)) {
    problems.push({
      severity: 'illegal',
      id: 'unknown-info',
      rule: 'VMS-WIRE-5',
      path,
      text: `vmstate_info_${info} does not exist in ${dialect}`,
    });
  }
  const walks = walking.get(info);
  if (walks === undefined) return problems;
  const { name, save } = walks;
  if (vmsd === null)
    problems.push({ severity: 'illegal', id: 'no-vmsd', rule: save, path, text: `a ${name} without a vmsd` });
  else problems.push(...versionProblems(field, vmsd, path));
  if (info !== 'gtree') return problems;
  if (start !== 0 && key_vmsd === undefined)
    problems.push({
      severity: 'illegal',
      id: 'no-key-vmsd',
      rule: save,
      path,
      text: 'a tree whose keys have a size, but no vmsd',
    });
  if (start !== 0 && key_vmsd !== undefined) problems.push(...versionProblems(field, key_vmsd, path));
  if (start === 0 && key_vmsd !== undefined)
    problems.push({
      severity: 'trap',
      id: 'key-vmsd-unused',
      rule: save,
      path,
      text: 'start is 0: keys are integers, and what describes them has no effect',
    });
  return problems;
}

/** A load goes by the version of the field. */
function versionProblems(
  { info, version_id }: VMStateField,
  { name: inner, version_id: newest, minimum_version_id: oldest }: VMStateDescription,
  path: string,
): Problem[] {
  const { name = '', load = 'VMS-VERSION-2' } = walking.get(info) ?? {};
  const of = { severity: 'trap', id: `${name}-version`, rule: load, path } as const;
  if (version_id < oldest || version_id > newest) {
    return [
      {
        ...of,
        text: `a load goes by the version of the field, ${version_id}, which is outside ${oldest} to ${newest} of ${inner}: it is refused`,
      },
    ];
  }
  if (version_id === newest) return [];
  return [
    {
      ...of,
      text: `${inner} is saved at version ${newest} but loaded at version ${version_id} of the field: fields between are misread`,
    },
  ];
}
