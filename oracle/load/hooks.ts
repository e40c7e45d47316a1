import { hookLine, type Hooks } from '../../vmstate/hooks.ts';
import type { StructShape } from '../../vmstate/model/model.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import { DONE, errnoOf, reject, type Load, type Status } from './state.ts';

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
export function callPreLoad(load: Load, { name, hooks }: StructShape, isTmp: boolean, depth: number): Status {
  const errp = errpOf(load, hooks, 'pre_load_errp');
  if (errp !== undefined) {
    load.trace.push(hookLine('pre_load_errp', name, null));
    return errp ? DONE : reject(load, depth, EINVAL, 'hook', 'pre_load_errp says false');
  }
  const value = hooks?.pre_load;
  if (value === undefined && !isTmp) return DONE;
  load.trace.push(hookLine('pre_load', name, null));
  if (value === undefined || value === 0) return DONE;
  const status = reject(
    load,
    depth,
    errnoOf(load, value),
    value > 0 ? 'positive hook' : 'hook',
    `pre_load returns ${value}`,
  );
  // Those around take a positive value for success, with an error set.
  if (status === value && value > 0 && load.rules.looseErrors) load.dirty = true;
  return status;
}

/**
 * Calls `post_load`: a negative value fails; a positive one is what the load
 * returns up to 10.2 and nothing in 11.1 (vmstate.c: the end of
 * vmstate_load_state up to 10.2, vmstate_post_load in 11.1).
 */
export function callPostLoad(
  load: Load,
  { name, hooks }: StructShape,
  isTmp: boolean,
  version: number,
  depth: number,
): Status {
  load.copied ||= isTmp;
  const errp = errpOf(load, hooks, 'post_load_errp');
  if (errp !== undefined) {
    load.trace.push(hookLine('post_load_errp', name, version));
    return errp ? DONE : reject(load, depth, EINVAL, 'hook', 'post_load_errp says false');
  }
  const value = hooks?.post_load;
  if (value === undefined && !isTmp) return DONE;
  load.trace.push(hookLine('post_load', name, version));
  if (value === undefined || value === 0) return DONE;
  if (value < 0) return reject(load, depth, errnoOf(load, value), 'hook', `post_load returns ${value}`);
  if (!load.rules.ownErrno) return DONE;
  load.cause = 'positive hook';
  load.why = `post_load returns ${value}`;
  return value;
}
