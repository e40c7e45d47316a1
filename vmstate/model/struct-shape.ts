import type { Hooks } from '../hooks.ts';
import type { Member } from './member.ts';

/**
 * A named part of a struct that is sent behind its members, or not: when the
 * struct's member `needed` (one byte, single, embedded) is not 0; absent:
 * always. Its members are the struct's own in memory.
 *
 * @since 0.1.0
 */
export interface Subsection {
  readonly struct: StructShape;
  readonly needed?: number | undefined;
}

/**
 * What a device's struct is: an abstract typed tree without offsets, flags or addresses.
 *
 * @since 0.1.0
 */
export interface StructShape {
  readonly name: string;
  readonly version: number;
  readonly minimumVersion: number;
  readonly members: readonly Member[];
  readonly subsections?: readonly Subsection[] | undefined;
  readonly hooks?: Hooks | undefined;
}
