import type { DialectTraits } from '../../vmstate/dialect.ts';
import { hookCall, type Call, type Hooks } from '../../vmstate/hooks.ts';
import type { StructShape, Value } from '../../vmstate/model/model.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import { OracleFault } from '../fault.ts';
import { say, type Saying, type MessageWords } from '../messages/message.ts';
import type { SaveKind, SaveTemplates } from '../messages/save-templates.ts';
import type { SaveRules } from './rules.ts';

/** Whose hooks are called. */
export interface HookOwner {
  readonly shape: StructShape;
  readonly values: readonly Value[];
  /** A temporary object: its `pre_save` copies and so always exists. */
  readonly isTmp: boolean;
}

/** A save as far as it says what goes wrong. */
export interface Telling {
  readonly templates: SaveTemplates;
  /** What the release has said of failures so far. */
  readonly saying: Saying;
}

/** Says what went wrong, as the release puts it; `hasErrp`: where there is a place for an Error. */
export function tellSave({ templates, saying }: Telling, kind: SaveKind, words: MessageWords, hasErrp: boolean): void {
  const template = templates[kind];
  if (hasErrp || template?.[0] === 'report') say(saying, kind, template, words);
}

/** A save as its hooks see it. */
export interface Calling {
  readonly traits: DialectTraits;
  readonly rules: SaveRules;
  readonly trace: Call[];
  /** Whose object each call gets: the values of the struct. */
  readonly objects: (readonly Value[])[];
}

/** Adds a call, which gets the object of these values, to the trace. */
export function noteSaveCall(
  { trace, objects }: Pick<Calling, 'trace' | 'objects'>,
  call: Call,
  object: readonly Value[],
): void {
  trace.push(call);
  objects.push(object);
}

/**
 * Calls `pre_save`, or `pre_save_errp` where there is one, and adds the call to the trace.
 * Returns 0 or what the save fails with: up to 10.2 any other value than 0, in
 * 11.1 only a negative one fails, and with -EINVAL (vmstate.c:
 * vmstate_save_state_v up to 10.2, vmstate_pre_save in 11.1).
 */
export function callPreSave(calling: Calling, { shape, values, isTmp }: HookOwner): number {
  const { traits, rules } = calling;
  const { name, hooks } = shape;
  const checked = errpHook(hooks, traits);
  if (checked !== undefined) {
    noteSaveCall(calling, hookCall('pre_save_errp', name, null), values);
    return checked ? 0 : EINVAL;
  }
  if (hooks?.pre_save === undefined && !isTmp) return 0;
  noteSaveCall(calling, hookCall('pre_save', name, null), values);
  const value = hooks?.pre_save ?? 0;
  if (!rules.saysBool) return value;
  return value < 0 ? EINVAL : 0;
}

/**
 * Calls `post_save` and returns what the save ends with, which is `code`, or up
 * to 10.2 the value of the hook when nothing failed before it.
 */
export function callPostSave(
  calling: Calling,
  { shape: { name, hooks }, values }: Omit<HookOwner, 'isTmp'>,
  code: number,
): number {
  const { rules } = calling;
  const value = hooks?.post_save;
  if (value === undefined) return code;
  noteSaveCall(calling, hookCall('post_save', name, null), values);
  return code === 0 && !rules.saysBool ? value : code;
}

function errpHook(hooks: Hooks | undefined, traits: DialectTraits): boolean | undefined {
  const errp = hooks?.pre_save_errp;
  if (errp !== undefined && !traits.errpHooks) throw new OracleFault('', 'pre_save_errp in a dialect that has none');
  return errp;
}
