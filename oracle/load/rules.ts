import type { Dialect } from '../../vmstate/dialect.ts';

/** What the releases do differently when a load meets trouble, or a NULL slot. */
export interface LoadRules {
  /**
   * A failure is returned with its own errno, and a hook's positive value as it
   * is (up to 10.2, where loading returns an int). Otherwise every failure is
   * -EINVAL (11.1: vmstate_load_vmsd returns a bool, which vmstate_load_state
   * turns into a number).
   */
  readonly ownErrno: boolean;
  /**
   * The byte read for a NULL slot is a marker that may also say 0x31, and a
   * wrong one fails without setting the stream error at that level (11.1:
   * vmstate_load_next). Otherwise it is an element like any other, which must
   * be 0x30 (10.2: vmstate-types.c:get_nullptr).
   */
  readonly markers: boolean;
  /**
   * An int is returned and an Error is set beside it, though not always both:
   * one that is set twice, or missing where it is wanted, ends the process
   * (10.2: vmstate_load_state with errp).
   */
  readonly looseErrors: boolean;
}

const rules: Readonly<Record<Dialect, LoadRules>> = {
  'qemu-7.2': { ownErrno: true, markers: false, looseErrors: false },
  'qemu-8.2': { ownErrno: true, markers: false, looseErrors: false },
  'qemu-10.0': { ownErrno: true, markers: false, looseErrors: false },
  'qemu-10.2': { ownErrno: true, markers: false, looseErrors: true },
  'qemu-11.1': { ownErrno: false, markers: true, looseErrors: false },
  'qemu-11.2': { ownErrno: false, markers: true, looseErrors: false },
};

export function loadRulesOf(dialect: Dialect): LoadRules {
  return rules[dialect];
}
