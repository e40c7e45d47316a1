import type { Abi } from '../../vmstate/host/abi.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { structsOf, treesInOrder, withCopies, type Model } from '../../vmstate/model/model.ts';
import { forHost } from './other-host.ts';
import { shrinkModel } from './shrink-model.ts';

/** Smaller cases: smaller models first, then simpler layouts and hosts. */
export function* shrinkCase(of: Case, abis: readonly Abi[]): IterableIterator<Case> {
  for (const { shape, values } of shrinkModel(of.model)) {
    yield { ...of, model: { shape, values: treesInOrder(shape, withCopies(shape, values)) } };
  }
  const plain = abis[0];
  if (
    plain !== undefined &&
    plain !== of.abi &&
    (plain.pointerSize !== of.abi.pointerSize || plain.byteOrder !== of.abi.byteOrder)
  ) {
    yield { ...of, abi: plain, model: forHost(of.model, of.abi, plain) };
  }
  // Layout seeds 0 … 3: not always simpler, but the same for every case.
  for (let seed = 0; seed < Math.min(4, of.seed); seed++) yield { ...of, seed };
}

/** Number of fields of a model, including structs and subsections. */
export function fieldsOf(model: Model): number {
  let fields = 0;
  const visit = (shape: Model['shape']): void => {
    for (const { element } of shape.members) {
      fields++;
      structsOf(element).forEach(visit);
    }
    for (const { struct } of shape.subsections ?? []) visit(struct);
  };
  visit(model.shape);
  return fields;
}
