import type { Member } from './member.ts';

/**
 * How many elements a struct has room for in a member of varying length, and bytes in each of them.
 *
 * @since 0.1.0
 */
export interface Room {
  readonly elements: number;
  readonly bytes: number;
}

/**
 * The room of every member that lies inside its struct and varies in length.
 *
 * @since 0.1.0
 */
export type Rooms = ReadonlyMap<Member, Room>;
