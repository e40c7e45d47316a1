import type { Excuse } from './summary.ts';

/** File descriptors travel beside the bytes of a stream, in a socket's control messages: nothing that stands alone has one. */
export const notCounted: RegExp = /^(get|put|load|save)_fd$/;

const excuses: Readonly<Record<string, readonly Excuse[]>> = {
  'vmstate.c': [],
  'vmstate-types.c': [],
};

/** Why lines of the file are not reached, as far as that is known. */
export function excusesOf(file: string): readonly Excuse[] {
  return excuses[file] ?? [];
}
