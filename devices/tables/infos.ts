import type { Image } from '../elf/image.ts';
import { codePointerAt, isName } from './words.ts';

/** A `VMStateInfo` of a program: its name, which its definition has or, in a module, its symbol. */
export interface RawInfo {
  readonly address: number;
  readonly name: string;
  /** The program does not define it: `name` is made from the symbol. */
  readonly external: boolean;
}

/**
 * The infos of a program, found where fields point: a name, followed by
 * functions. To 10.2 they are `get` and `put`; since 11.0 `load` and `save`
 * may follow and either pair may be NULL (include/migration/vmstate.h, struct VMStateInfo).
 */
export class InfoTable {
  readonly #known = new Map<number, RawInfo | null>();
  readonly #image: Image;

  constructor(image: Image) {
    this.#image = image;
  }

  /** The info at an address, null where none is. */
  at(address: number): RawInfo | null {
    const known = this.#known.get(address);
    if (known !== undefined) return known;
    const found = this.#read(address);
    this.#known.set(address, found);
    return found;
  }

  #read(address: number): RawInfo | null {
    const symbol = this.#image.externals.get(address);
    if (symbol !== undefined) {
      if (!/^vmstate_\w*info\w*$/.test(symbol)) return null;
      return { address, name: symbol.replace(/^vmstate_info_/, ''), external: true };
    }
    const { memory } = this.#image;
    const word = memory.format.wordSize;
    const functions = [1, 2, 3, 4].map((index) => codePointerAt(this.#image, address + index * word));
    const [get = -1, put = -1, load = -1, save = -1] = functions;
    const inOldForm = get > 0 && put > 0;
    const inNewForm = functions.every((pointer) => pointer >= 0) && (get > 0 || load > 0) && (put > 0 || save > 0);
    if (!inOldForm && !inNewForm) return null;
    const name = memory.textAt(memory.pointerAt(address));
    return name !== undefined && isName(name) ? { address, name, external: false } : null;
  }
}
