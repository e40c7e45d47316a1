import { decodeAt, report, type Decoding } from '../decoding.ts';
import type { Abi } from '../host/abi.ts';
import { structsOf, type StructShape } from '../model/model.ts';

/** Reports what of a shape is for another host: a buffer behind a slot is as long as a pointer. */
export function checkHost(decoding: Decoding, { members, subsections = [] }: StructShape, abi: Abi): void {
  for (const { name, element, slots } of members) {
    decodeAt(decoding, name, () => {
      if (element.kind === 'buffer' && slots !== 'none' && element.size !== abi.pointerSize)
        report(
          decoding,
          'form',
          `a buffer behind a slot has as many bytes as a pointer of the host, which has ${abi.pointerSize}`,
        );
      for (const struct of structsOf(element)) checkHost(decoding, struct, abi);
    });
  }
  for (const { struct } of subsections)
    decodeAt(decoding, struct.name, () => {
      checkHost(decoding, struct, abi);
    });
}
