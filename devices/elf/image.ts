import type { ElfMemory } from './memory.ts';

/** What the readers of tables need of a program, a module, an object or an archive of objects. */
export interface Image {
  readonly kind: 'program' | 'module' | 'object' | 'archive';
  /** Of the host that it runs on: `x86-64`, `aarch64`, … */
  readonly machine: string;
  readonly memory: ElfMemory;
  /** Symbols that other files define, by the addresses that stand for them here. */
  readonly externals: ReadonlyMap<number, string>;
  /** The names of the symbols at addresses, as far as the file has them. */
  namesOf(addresses: ReadonlySet<number>): ReadonlyMap<number, string>;
  /** 64-bit PowerPC, ELFv1: pointers to functions point to descriptors in data. */
  readonly functionDescriptors: boolean;
}

/** From here to the end of all addresses no program lies. */
const externalsBase = (wordSize: 4 | 8): number => (wordSize === 8 ? 2 ** 52 : 0xf000_0000);

/** Whether an address stands for a symbol that another file defines. */
export function isExternal(address: number, wordSize: 4 | 8): boolean {
  return address >= externalsBase(wordSize) && address < (wordSize === 8 ? 2 ** 53 : 2 ** 32);
}

/** Gives each undefined symbol an address of its own, where no program lies. */
export class Externals {
  readonly byAddress: Map<number, string> = new Map<number, string>();
  readonly #byName = new Map<string, number>();
  readonly #base: number;

  constructor(wordSize: 4 | 8) {
    this.#base = externalsBase(wordSize);
  }

  addressOf(name: string): number {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const address = this.#base + 16 * this.#byName.size;
    this.#byName.set(name, address);
    this.byAddress.set(address, name);
    return address;
  }
}
