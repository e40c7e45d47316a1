/** The path with `[]` for any index: as the nodes of a device's tree have it. */
export function pattern(path: string): string {
  return path.replace(/\[\d+\]/g, '[]');
}

/**
 * Whether a field is among those that are pointed at: the same, one inside it,
 * or the array or struct around it. `pointed` may have `[]` for any index.
 */
export function isPointedAt(path: string, pointed: string | null): boolean {
  if (pointed === null) return false;
  const own = pointed.includes('[]') ? pattern(path) : path;
  return own === pointed || `${own}[]` === pointed || own.startsWith(`${pointed}.`) || own.startsWith(`${pointed}[`);
}

/** The same for a node, which has `[]` for any index. */
export function isNodePointedAt(node: string | null, pointed: string | null): boolean {
  return node !== null && pointed !== null && isPointedAt(node, pattern(pointed));
}
