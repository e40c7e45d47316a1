import type { Dialect } from '../../vmstate/dialect.ts';

/**
 * must: without it streams or memory are corrupted. should: QEMU documents or promises it.
 * quirk: what a release does, intended or not.
 *
 * @since 0.1.0
 */
export type Level = 'must' | 'should' | 'quirk';

/**
 * `VMS-<area>-<number>`; never reused.
 *
 * @since 0.1.0
 */
export type RuleId = `VMS-${string}-${number}`;

/**
 * One numbered normative statement.
 *
 * @since 0.1.0
 */
export interface Rule {
  readonly id: RuleId;
  readonly level: Level;
  readonly dialects: readonly Dialect[];
  /** Where QEMU implements it: file:function. */
  readonly source: string;
  readonly statement: string;
}

/** The releases before the array-of-pointer series. */
export const before11: readonly Dialect[] = ['qemu-7.2', 'qemu-8.2', 'qemu-10.0', 'qemu-10.2'];

/** The releases with that series. */
export const since11: readonly Dialect[] = ['qemu-11.1', 'qemu-11.2'];

/** Those whose counts and sizes are C ints. */
export const withInts: readonly Dialect[] = [...before11, 'qemu-11.1'];

/** QEMU's development tree. */
export const only112: readonly Dialect[] = ['qemu-11.2'];
