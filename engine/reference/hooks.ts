import type { VMStateDescription } from '../../vmstate/host/description.ts';
import { callText, hookCall, type Call, type HookName, type Hooks } from '../../vmstate/hooks.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import { prepend, raise, printText } from './errors.ts';
import type { Machine } from './machine.ts';
import { placeOf } from './opaques.ts';
import type { Words } from './words.ts';

/** The hooks that can end a save or a load, except post_save. */
export type CheckedHook = 'pre_save' | 'pre_load' | 'post_load';

const variants = {
  pre_save: 'pre_save_errp',
  pre_load: 'pre_load_errp',
  post_load: 'post_load_errp',
} as const;

interface HookCall {
  readonly hook: CheckedHook;
  /** The version that post_load gets; null for the others. */
  readonly version: number | null;
}

const PRE_SAVE: HookCall = { hook: 'pre_save', version: null };
const PRE_LOAD: HookCall = { hook: 'pre_load', version: null };

/** Whether the walk has anything to call: most descriptions have no hooks. */
export function isHooked(vmsd: VMStateDescription): boolean {
  return vmsd.hooks !== undefined || vmsd.tmp !== undefined;
}

/** QEMU 10.2: the head of vmstate.c:vmstate_save_state_v; 11.1: vmstate_pre_save. */
export function preSave(machine: Machine, vmsd: VMStateDescription, opaque: number): number {
  const code = call(machine, vmsd, opaque, PRE_SAVE);
  if (code !== 0) refuse(machine, vmsd, 'pre_save');
  return code;
}

/** QEMU 10.2: vmstate.c:vmstate_load_state; 11.1: vmstate_pre_load. */
export function preLoad(machine: Machine, vmsd: VMStateDescription, opaque: number): number {
  const code = call(machine, vmsd, opaque, PRE_LOAD);
  if (code !== 0) refuse(machine, vmsd, 'pre_load');
  return code;
}

/**
 * A positive result is handed on without an error. QEMU 10.2: the tail of
 * vmstate.c:vmstate_load_state; 11.1: vmstate_post_load.
 */
export function postLoad(machine: Machine, vmsd: VMStateDescription, opaque: number, version: number): number {
  const code = call(machine, vmsd, opaque, { hook: 'post_load', version });
  if (code < 0) refuse(machine, vmsd, 'post_load');
  return code;
}

/**
 * Also after a failure (`code` is not 0), which its own result does not
 * replace. QEMU 10.2: vmstate.c:vmstate_save_state_v; 11.1: vmstate_save_vmsd_v.
 */
export function postSave(machine: Machine, vmsd: VMStateDescription, opaque: number, code: number): number {
  const result = vmsd.hooks?.post_save;
  if (result === undefined) return code;
  machine.ops.tell(machine, hookCall('post_save', vmsd.name, null), opaque);
  if (code !== 0) return code;
  const own = machine.ops.hookResult('post_save', result);
  if (own !== 0) fail(machine, vmsd, 'post_save', result);
  if (own !== 0 && machine.ops.partErrors) raise(machine, machine.ops.words.postSave(vmsd) ?? '');
  return own;
}

function call(machine: Machine, vmsd: VMStateDescription, opaque: number, { hook, version }: HookCall): number {
  const { ops } = machine;
  const { hooks, tmp } = vmsd;
  const errp = hooks === undefined ? undefined : ops.errpHook(hooks, hook);
  if (errp !== undefined) {
    ops.tell(machine, hookCall(variants[hook], vmsd.name, version), opaque);
    if (tmp !== undefined) ops.copyTmp(machine, tmp, opaque, hook === 'post_load');
    if (!errp) fail(machine, vmsd, variants[hook], 'false');
    return errp ? 0 : EINVAL;
  }
  if (tmp === undefined && hooks?.[hook] === undefined) return 0;
  ops.tell(machine, hookCall(hook, vmsd.name, version), opaque);
  if (tmp !== undefined) ops.copyTmp(machine, tmp, opaque, hook === 'post_load');
  const result = hooks?.[hook] ?? 0;
  const code = ops.hookResult(hook, result);
  if (code !== 0) fail(machine, vmsd, hook, result);
  return code;
}

/** The variant with an Error: where it exists, the plain hook is not called. */
export function errpHook(hooks: Hooks, hook: CheckedHook): boolean | undefined {
  return hooks[variants[hook]];
}

/** Notes a call and the object that it gets. */
export function noteCall({ trace, opaques, memory }: Machine, call: Call, opaque: number): void {
  if (trace === null) return;
  trace.push(callText(call));
  opaques.push(placeOf(memory, opaque));
}

/** Whose hook it was; an errp variant has set an Error of its own, to which that is added. */
function refuse(machine: Machine, vmsd: VMStateDescription, hook: CheckedHook): void {
  const { ops } = machine;
  const { hooks } = vmsd;
  const isChecked = hooks !== undefined && ops.errpHook(hooks, hook) !== undefined;
  const result = hooks?.[hook] ?? 0;
  const { words } = ops;
  if (isChecked) {
    raise(machine, `${variants[hook]} of ${vmsd.name} returned false`);
    prepend(machine, before(words, vmsd, hook));
    return;
  }
  switch (hook) {
    case 'pre_save':
      if (ops.saveErrors) raise(machine, words.preSave(vmsd));
      else printText(machine, words.preSave(vmsd));
      return;
    case 'pre_load':
      raise(machine, words.preLoad(vmsd, result) ?? '');
      return;
    case 'post_load':
      raise(machine, words.postLoad(vmsd, result) ?? '');
  }
}

function before(words: Words, vmsd: VMStateDescription, hook: CheckedHook): string {
  switch (hook) {
    case 'pre_save':
      return words.beforePreSave(vmsd);
    case 'pre_load':
      return words.beforePreLoad(vmsd);
    case 'post_load':
      return words.beforePostLoad(vmsd);
  }
}

function fail(machine: Machine, vmsd: VMStateDescription, hook: HookName, result: number | 'false'): void {
  machine.message = `${vmsd.name}: ${hook} returned ${result}`;
}

/** Any result that is not 0 is handed on. QEMU 7.2, 10.0, 10.2. */
export function anyResult(_hook: HookName, result: number): number {
  return result;
}

/**
 * Only a negative result is a failure, except of pre_load; post_save returns
 * nothing. QEMU 11.1: vmstate.c:vmstate_pre_save, vmstate_pre_load, vmstate_post_load.
 */
export function negativeResult(hook: HookName, result: number): number {
  if (hook === 'post_save') return 0;
  return result < 0 || (hook === 'pre_load' && result !== 0) ? EINVAL : 0;
}
