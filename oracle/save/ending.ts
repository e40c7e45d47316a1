import { EINVAL } from '../../vmstate/wire.ts';
import { callPostSave, callPreSave, type HookOwner } from './hooks.ts';
import type { SaveRules } from './rules.ts';
import type { Save } from './state.ts';

/** Ends the writing of a save that is refused, where QEMU stops. */
export class SaveEnded extends Error {}

/** One instance for all: nobody reads its stack. */
const ended = new SaveEnded('the save is refused here');

/** Ends it where a `pre_save` fails. */
export function endAtPreSave({ endings: rules, traits }: Save, of: Omit<HookOwner, 'isTmp'>): void {
  if (rules !== null && callPreSave({ traits, rules, trace: [], objects: [] }, { ...of, isTmp: false }) !== 0)
    throw ended;
}

/** Ends it where a `post_save` fails. */
export function endAtPostSave({ endings: rules, traits }: Save, of: Omit<HookOwner, 'isTmp'>): void {
  if (rules !== null && callPostSave({ traits, rules, trace: [], objects: [] }, of, 0) !== 0) throw ended;
}

/** Ends it behind the byte of an info whose `put` fails. */
export function endAtPut({ endings: rules }: Save, result: number): void {
  if (rules !== null && putCode(rules, result) !== 0) throw ended;
}

/** Ends it before a field whose size cannot be computed. */
export function endAtSize({ endings: rules }: Save, length: number | undefined): void {
  if (rules !== null && length === Infinity) throw ended;
}

/**
 * What an info that a device defines makes of a save: up to 10.2 any result but 0
 * fails, since 11.1 only one below it, with -EINVAL (vmstate.c: `info->put`
 * in vmstate_save_state_v up to 10.2, in vmstate_save_field in 11.1).
 */
export function putCode({ saysBool }: SaveRules, result: number): number {
  if (!saysBool) return result;
  return result < 0 ? EINVAL : 0;
}
