import { parseHeader, type CHeader } from './c-header.ts';
import { BuildProblem } from './problem.ts';

/**
 * What the adapter must know of a QEMU tree, each by the name of its macro
 * (adapters/qemu/dialect.h). Found in the tree's own include/migration/vmstate.h:
 * a release number says nothing about a tree between two releases.
 */
export interface TreeFeatures {
  /** VMS_END ends a list of fields (since 8.0). */
  readonly VMSC_HAS_END_FLAG: boolean;
  /** vmstate_save_state_with_err exists (8.2 to 10.1). */
  readonly VMSC_SAVE_WITH_ERR: boolean;
  /** vmstate_save_state takes an Error (since 10.2). */
  readonly VMSC_SAVE_HAS_ERRP: boolean;
  /** Only vmstate_save_vmsd is left, which returns a bool. */
  readonly VMSC_SAVE_IS_BOOL: boolean;
  /** The same of a load. */
  readonly VMSC_LOAD_HAS_ERRP: boolean;
  readonly VMSC_LOAD_IS_BOOL: boolean;
  /** Hooks that report errors through an Error (since 10.2). */
  readonly VMSC_HAS_ERRP_HOOKS: boolean;
  readonly VMSC_ERRP_HOOKS_ARE_BOOL: boolean;
  /** post_save has no result (since 11.1). */
  readonly VMSC_POST_SAVE_IS_VOID: boolean;
  /** vmstate_info_g_byte_array (since 11.1). */
  readonly VMSC_HAS_BYTE_ARRAY: boolean;
  /** num_indirect and size_indirect, each an offset and a width, in place of num_offset and size_offset (11.1.3, 11.2). */
  readonly VMSC_HAS_INDIRECT: boolean;
}

/** The members of a VMStateField that a request sets, but for those that differ between trees. */
const plainMembers = [
  'name',
  'offset',
  'size',
  'start',
  'num',
  'info',
  'flags',
  'vmsd',
  'version_id',
  'struct_version_id',
  'field_exists',
] as const;

const placeMembers = ['num_offset', 'size_offset', 'num_indirect', 'size_indirect'] as const;

const hookMembers = ['pre_load', 'post_load', 'pre_save', 'post_save', 'needed', 'fields', 'subsections'] as const;

const errpMembers = ['pre_load_errp', 'post_load_errp', 'pre_save_errp'] as const;

/** Members that no request sets, because they have no effect on what is saved and loaded. */
const idle = ['err_hint', 'unmigratable', 'early_setup', 'priority', 'dev_unplug_pending'] as const;

const VMSTATE_HEADER = 'include/migration/vmstate.h';

/** What a tree has. Throws a BuildProblem that names the construct that is not understood. */
export function detectFeatures(vmstateHeader: string): TreeFeatures {
  const header = parseHeader(vmstateHeader);
  const field = membersOf(header, 'VMStateField', plainMembers);
  const vmsd = membersOf(header, 'VMStateDescription', ['name', 'version_id', 'minimum_version_id', ...hookMembers]);
  const save = direction(header, 'save');
  const load = direction(header, 'load');
  return {
    VMSC_HAS_END_FLAG: header.enumNames('VMStateFlags').includes('VMS_END'),
    VMSC_SAVE_WITH_ERR: header.prototype('vmstate_save_state_with_err') !== undefined,
    VMSC_SAVE_HAS_ERRP: save === 'errp',
    VMSC_SAVE_IS_BOOL: save === 'bool',
    VMSC_LOAD_HAS_ERRP: load === 'errp',
    VMSC_LOAD_IS_BOOL: load === 'bool',
    ...errpHooks(vmsd),
    VMSC_POST_SAVE_IS_VOID: isVoid(vmsd.get('post_save') ?? ''),
    VMSC_HAS_BYTE_ARRAY: header.has('vmstate_info_g_byte_array'),
    VMSC_HAS_INDIRECT: indirect(header, field),
  };
}

/** What the tree has and the adapter never uses: told, for it may matter. */
export function unknownParts(vmstateHeader: string): string[] {
  const header = parseHeader(vmstateHeader);
  const known: ReadonlySet<string> = new Set([
    ...plainMembers,
    ...placeMembers,
    ...hookMembers,
    ...errpMembers,
    ...idle,
    'minimum_version_id',
  ]);
  return ['VMStateField', 'VMStateDescription'].flatMap((struct) =>
    [...(header.members(struct)?.keys() ?? [])].filter((name) => !known.has(name)).map((name) => `${struct}.${name}`),
  );
}

/** The features as the header that the adapter includes. */
export function featureMacros(features: TreeFeatures): string {
  return Object.entries(features)
    .map(([name, has]) => `#define ${name} ${has === true ? 1 : 0}\n`)
    .join('');
}

/** A tree that is not understood: one line that says what, and what to do about it. */
export function notUnderstood(construct: string): BuildProblem {
  return new BuildProblem(
    `this tree is not supported: ${construct}`,
    'please report this line, and which tree it is, to the authors of vmstate-conformance',
  );
}

function membersOf(header: CHeader, struct: string, needed: readonly string[]): ReadonlyMap<string, string> {
  const members = header.members(struct);
  if (members === undefined) throw notUnderstood(`${VMSTATE_HEADER} defines no struct ${struct}`);
  const lacking = needed.find((name) => !members.has(name));
  if (lacking !== undefined) throw notUnderstood(`struct ${struct} has no member ${lacking}`);
  return members;
}

function direction(header: CHeader, which: 'save' | 'load'): 'plain' | 'errp' | 'bool' {
  const old = header.prototype(`vmstate_${which}_state`);
  if (old !== undefined) return /\bError\s*\*\s*\*/.test(old) ? 'errp' : 'plain';
  const next = header.prototype(`vmstate_${which}_vmsd`);
  if (next?.startsWith('bool ') === true) return 'bool';
  throw notUnderstood(
    `${VMSTATE_HEADER} declares neither vmstate_${which}_state nor a vmstate_${which}_vmsd of type bool`,
  );
}

function errpHooks(
  vmsd: ReadonlyMap<string, string>,
): Pick<TreeFeatures, 'VMSC_HAS_ERRP_HOOKS' | 'VMSC_ERRP_HOOKS_ARE_BOOL'> {
  const declared = errpMembers.map((name) => vmsd.get(name)).filter((text) => text !== undefined);
  if (declared.length === 0) return { VMSC_HAS_ERRP_HOOKS: false, VMSC_ERRP_HOOKS_ARE_BOOL: false };
  const types = new Set(declared.map((text) => text.split(' ')[0]));
  const [type] = types;
  if (declared.length < errpMembers.length || types.size > 1 || (type !== 'bool' && type !== 'int')) {
    throw notUnderstood(`struct VMStateDescription has the hooks ${declared.join('; ')}`);
  }
  return { VMSC_HAS_ERRP_HOOKS: true, VMSC_ERRP_HOOKS_ARE_BOOL: type === 'bool' };
}

function isVoid(postSave: string): boolean {
  if (postSave.startsWith('void ')) return true;
  if (postSave.startsWith('int ')) return false;
  throw notUnderstood(`struct VMStateDescription has ${postSave}`);
}

function indirect(header: CHeader, field: ReadonlyMap<string, string>): boolean {
  const [num, size] = [field.has('num_indirect'), field.has('size_indirect')];
  if (num && size) {
    const type =
      field
        .get('num_indirect')
        ?.replace(/\s+num_indirect$/, '')
        .replace(/^struct /, '') ?? '';
    const inner = header.members(type);
    if (inner !== undefined && !(inner.has('offset') && inner.has('size'))) {
      throw notUnderstood(`struct ${type} has no members offset and size`);
    }
    return true;
  }
  if (num || size || !field.has('num_offset') || !field.has('size_offset')) {
    throw notUnderstood(
      'struct VMStateField has neither num_offset and size_offset nor num_indirect and size_indirect',
    );
  }
  return false;
}
