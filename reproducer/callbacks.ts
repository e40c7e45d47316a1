import { traitsOf, type Dialect } from '../vmstate/dialect.ts';
import { callText, existsCall, hookCall, hookNames, neededCall, type HookName } from '../vmstate/hooks.ts';
import { quoted } from './names.ts';
import type { CMember, CStruct } from './tree.ts';

/** A function that the engine calls. */
export interface Callback {
  /** The member of the VMStateDescription that it is. */
  readonly member: HookName | 'needed';
  readonly name: string;
}

/** What a description has besides its fields, in the releases that have it: hooks, and for a subsection `needed`. */
export function callbacksOf({ plan, name, needed, parent }: CStruct, dialect: Dialect): Callback[] {
  const { hooks } = plan.shape;
  const { errpHooks } = traitsOf(dialect);
  const has = (hook: HookName): boolean => {
    if (hook.endsWith('_errp') && !errpHooks) return false;
    return hooks?.[hook] !== undefined || (parent !== null && copies(hook) && !hook.endsWith('_errp'));
  };
  const callbacks: Callback[] = hookNames.filter(has).map((hook) => ({ member: hook, name: `${hook}_${name}` }));
  return needed === null ? callbacks : [...callbacks, { member: 'needed', name: `needed_${name}` }];
}

/** The callbacks of a description, and the functions that say whether its fields exist. */
export function callbacksText(struct: CStruct, dialect: Dialect): string[] {
  const tests = struct.members.flatMap((member) =>
    member.exists === null ? [] : [existsText(struct, member, member.exists)],
  );
  return [...tests, ...callbacksOf(struct, dialect).map((callback) => callbackText(struct, callback, dialect))];
}

function existsText({ plan, type, members }: CStruct, member: CMember, name: string): string {
  const { member: of } = member.planned;
  const { test } = of;
  const call = called(
    versioned((version) => callText(existsCall(plain(plan.shape.name), plain(of.name), version))),
    ', version_id',
  );
  const sibling = test?.kind === 'sibling' ? members[test.by]?.name : undefined;
  const [object, answer] =
    sibling === undefined
      ? [[], `version_id >= ${test?.kind === 'version' ? test.from : 0}`]
      : [[`    ${type} *object = opaque;`, ''], `object->${sibling} != 0`];
  return [
    `static bool ${name}(void *opaque, int version_id)`,
    '{',
    ...object,
    `    ${call}`,
    `    return ${answer};`,
    '}',
  ].join('\n');
}

function callbackText(struct: CStruct, { member, name }: Callback, dialect: Dialect): string {
  const { plan, type, needed } = struct;
  const title = plain(plan.shape.name);
  if (member === 'needed') {
    return [
      `static bool ${name}(void *opaque)`,
      '{',
      `    ${type} *object = opaque;`,
      '',
      `    ${called(callText(neededCall(title)), '')}`,
      `    return object->${needed} != 0;`,
      '}',
    ].join('\n');
  }
  const withVersion = member.startsWith('post_load');
  const call = withVersion
    ? called(
        versioned((version) => callText(hookCall(member, title, version))),
        ', version_id',
      )
    : called(callText(hookCall(member, title, null)), '');
  const { result, parameters, end } = signature(struct, member, dialect);
  const version = withVersion ? ', int version_id' : '';
  return [
    `static ${result} ${name}(void *opaque${version}${parameters})`,
    '{',
    ...copyLines(struct, member, call),
    ...end,
    '}',
  ].join('\n');
}

interface Signature {
  readonly result: string;
  /** Behind those that plain hooks have. */
  readonly parameters: string;
  /** What the function ends with. */
  readonly end: readonly string[];
}

function signature({ plan }: CStruct, hook: HookName, dialect: Dialect): Signature {
  const value = plan.shape.hooks?.[hook] ?? 0;
  if (value === true) return { result: 'bool', parameters: ', Error **errp', end: ['    return true;'] };
  if (value === false)
    return {
      result: 'bool',
      parameters: ', Error **errp',
      end: ['    error_setg(errp, "as the case says");', '    return false;'],
    };
  if (hook === 'post_save' && traitsOf(dialect).autoAlloc) return { result: 'void', parameters: '', end: [] };
  return { result: 'int', parameters: '', end: [`    return ${value};`] };
}

/** A temporary object gets its state from its parent, and gives it back when it is loaded. */
function copyLines({ type, parent }: CStruct, hook: HookName, call: string): string[] {
  if (parent === null || !copies(hook)) return [`    ${call}`];
  const { pointer, kept, copies: copied } = parent;
  const get = [
    `    *tmp = parent->${kept};`,
    `    tmp->${pointer} = parent;`,
    ...copied.map((copy) => `    tmp->${copy.own} = parent->${copy.parent};`),
  ];
  const put = [
    `    parent->${kept} = *tmp;`,
    ...copied.map((copy) => `    parent->${copy.parent} = tmp->${copy.own};`),
  ];
  const lines = [`${type} *tmp = opaque;`, `${parent.type} *parent = tmp->${pointer};`, '', call];
  return [...lines.map((line) => (line === '' ? '' : `    ${line}`)), ...(hook.startsWith('post_load') ? put : get)];
}

/** `post_save` has nothing to copy. */
function copies(hook: HookName): boolean {
  return hook !== 'post_save';
}

/** A statement that traces a call; `line` is a printf format. */
function called(line: string, parameters: string): string {
  return `called(${quoted(line)}${parameters});`;
}

/** Text as a format has it. */
function plain(name: string): string {
  return name.replaceAll('%', '%%');
}

/** A line with the version that it ends with as a format has it. */
function versioned(line: (version: number) => string): string {
  return `${line(0).slice(0, -1)}%d`;
}
