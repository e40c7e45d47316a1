import type { Image } from '../elf/image.ts';
import { NOT_A_POINTER } from '../elf/memory.ts';

/** A function that a word points to, 0 for NULL, `NOT_A_POINTER` for everything else. */
export function codePointerAt(image: Image, address: number): number {
  const { memory, externals, functionDescriptors } = image;
  const target = memory.pointerAt(address);
  if (target <= 0 || memory.isCode(target)) return target;
  if (externals.has(target)) return target;
  if (functionDescriptors && memory.isCode(memory.pointerAt(target))) return target;
  return NOT_A_POINTER;
}

/** What names of descriptions, fields and infos look like: printable ASCII. */
export function isName(text: string): boolean {
  return /^[ -~]+$/.test(text);
}

/** All addresses whose word is a pointer to something; where no relocations tell, all that could be. */
export function* pointerPlaces({ memory }: Image): Generator<number> {
  const { wordSize } = memory.format;
  for (const { start, bytes, pointers } of memory.regions) {
    if (memory.relocated) {
      for (let byte = 0; byte < pointers.length; byte++) {
        const bits = pointers[byte] ?? 0;
        if (bits === 0) continue;
        for (let bit = 0; bit < 8; bit++) if ((bits & (1 << bit)) !== 0) yield start + (byte * 8 + bit) * wordSize;
      }
    } else {
      const first = Math.ceil(start / wordSize) * wordSize;
      for (let at = first; at + wordSize <= start + bytes.length; at += wordSize) {
        const target = memory.pointerAt(at);
        if (target > 0 && memory.regionOf(target) !== undefined) yield at;
      }
    }
  }
}
