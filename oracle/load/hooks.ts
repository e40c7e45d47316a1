import { hookCall, type HookName, type Hooks } from '../../vmstate/hooks.ts';
import type { StructShape } from '../../vmstate/model/model.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import { DONE, errnoOf, reject, noteLoadCall, tell, type Load, type LoadFrame, type Status } from './state.ts';

/** The errp variant wins over the plain hook, in the releases that have it. */
function errpOf(load: Load, hooks: Hooks | undefined, hook: 'pre_load_errp' | 'post_load_errp'): boolean | undefined {
  return load.traits.errpHooks ? hooks?.[hook] : undefined;
}

/**
 * Calls `pre_load`: any value but 0 ends the load before a byte is read, and up
 * to 10.2 it is what the load returns, positive values too (vmstate.c:
 * vmstate_load_state up to 10.2, vmstate_pre_load in 11.1). A temporary object
 * has the hook always.
 */
export function callPreLoad(load: Load, { shape, values, isTmp, depth }: LoadFrame): Status {
  const { name, hooks } = shape;
  const errp = errpOf(load, hooks, 'pre_load_errp');
  if (errp !== undefined) {
    noteLoadCall(load, hookCall('pre_load_errp', name, null), values);
    return errp ? DONE : rejectChecked(load, depth, shape, 'pre_load_errp');
  }
  const value = hooks?.pre_load;
  if (value === undefined && !isTmp) return DONE;
  noteLoadCall(load, hookCall('pre_load', name, null), values);
  if (value === undefined || value === 0) return DONE;
  const cause = value > 0 ? 'positive hook' : 'hook';
  const status = reject(load, depth - 1, { code: errnoOf(load, value), cause, why: `pre_load returns ${value}` });
  tell(load, 'pre_load', { ...wordsOf(shape), result: value });
  // The callers take a positive value for success, with an error set.
  if (status === value && value > 0 && load.rules.looseErrors) load.dirty = true;
  return status;
}

/**
 * Calls `post_load`: a negative value fails; a positive one is what the load
 * returns up to 10.2 and nothing in 11.1 (vmstate.c: the end of
 * vmstate_load_state up to 10.2, vmstate_post_load in 11.1).
 */
export function callPostLoad(load: Load, { shape, values, isTmp, version, depth }: LoadFrame): Status {
  const { name, hooks } = shape;
  load.copied ||= isTmp;
  const errp = errpOf(load, hooks, 'post_load_errp');
  if (errp !== undefined) {
    noteLoadCall(load, hookCall('post_load_errp', name, version), values);
    return errp ? DONE : rejectChecked(load, depth, shape, 'post_load_errp');
  }
  const value = hooks?.post_load;
  if (value === undefined && !isTmp) return DONE;
  noteLoadCall(load, hookCall('post_load', name, version), values);
  if (value === undefined || value === 0) return DONE;
  if (value < 0) {
    const status = rejectHook(load, depth, errnoOf(load, value), `post_load returns ${value}`);
    tell(load, 'post_load', { ...wordsOf(shape), result: value });
    return status;
  }
  if (!load.rules.ownErrno) return DONE;
  load.cause = 'positive hook';
  load.why = `post_load returns ${value}`;
  return value;
}

/** The device sets an Error, and its struct says whose it is. */
function rejectChecked(
  load: Load,
  depth: number,
  shape: StructShape,
  hook: Extract<HookName, 'pre_load_errp' | 'post_load_errp'>,
): Status {
  const status = rejectHook(load, depth, EINVAL, `${hook} returns false`);
  tell(load, 'device', { hook, struct: shape.name });
  tell(load, hook, wordsOf(shape));
  return status;
}

function wordsOf({ name, version, minimumVersion }: StructShape): {
  readonly struct: string;
  readonly own: number;
  readonly minimum: number;
} {
  return { struct: name, own: version, minimum: minimumVersion };
}

/** The members stand at `depth`, the struct whose hook it is one level above. */
function rejectHook(load: Load, depth: number, code: Status, why: string): Status {
  return reject(load, depth - 1, { code, cause: 'hook', why });
}
