import type { StructShape, StructValue } from '../../vmstate/model/model.ts';

/** The values of a struct in uninitialised memory. */
export function unwritten({ members, subsections }: StructShape): StructValue {
  const values: StructValue = members.map(() => null);
  for (const { struct } of subsections ?? []) values.push(unwritten(struct));
  return values;
}
