/**
 * Where a walk over a model is, kept so that a path can be named at any moment
 * but no text is built until it is needed. Level `depth` holds the member
 * being walked and the index of its element; a caller knows its own depth, so
 * leaving a struct costs nothing.
 */
export interface Trail {
  readonly names: string[];
  readonly indices: number[];
}

/** The index of a field that is not an array, or of an array as a whole. */
export const NO_INDEX = -1;

export function createTrail(): Trail {
  return { names: [], indices: [] };
}

export function markMember(trail: Trail, depth: number, name: string): void {
  trail.names[depth] = name;
  trail.indices[depth] = NO_INDEX;
}

/** The path down to and including level `depth`: `regs[2].ctrl`; empty for depth -1. */
export function pathAt(trail: Trail, depth: number): string {
  let path = '';
  for (let level = 0; level <= depth; level++) {
    if (level > 0) path += '.';
    path += trail.names[level] ?? '';
    const index = trail.indices[level] ?? NO_INDEX;
    if (index !== NO_INDEX) path += `[${index}]`;
  }
  return path;
}
