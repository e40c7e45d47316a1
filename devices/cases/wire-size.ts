import { structsOf, type StructShape } from '../../vmstate/model/model.ts';

/** About how many bytes a state of the shape has, without arrays that vary; each scalar counted as 4. */
export function roughSize(shape: StructShape): number {
  let size = 0;
  for (const { element, count } of shape.members) {
    const one =
      element.kind === 'buffer' || element.kind === 'unused'
        ? element.size
        : structsOf(element).reduce((sum, struct) => sum + roughSize(struct), 4);
    size += one * (count.kind === 'fixed' ? count.n : 1);
  }
  return (shape.subsections ?? []).reduce((sum, { struct }) => sum + roughSize(struct), size);
}
