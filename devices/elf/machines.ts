/**
 * What is different between the hosts QEMU is built for: the numbers of the
 * relocations that store an address (each processor's ELF supplement).
 * All others patch code or thread-local storage, where no table lies.
 */
export interface ElfMachine {
  readonly name: string;
  /** Base address + addend. */
  readonly relative: number;
  /** Symbol + addend, as wide as an address. */
  readonly absolute: readonly number[];
  /** 64-bit PowerPC, ELFv1 ABI: a function pointer points to a descriptor in data, whose first word is the address. */
  readonly descriptors?: boolean;
}

/** By `e_machine` and the width of a word: `e_machine` alone does not tell x32 from x86-64. */
export function machineOf(machine: number, wordSize: 4 | 8): ElfMachine | undefined {
  return machines.get(`${machine}/${wordSize * 8}`);
}

const machines: ReadonlyMap<string, ElfMachine> = new Map<string, ElfMachine>([
  ['62/64', { name: 'x86-64', relative: 8, absolute: [1, 6] }],
  ['3/32', { name: 'i386', relative: 8, absolute: [1, 6] }],
  ['183/64', { name: 'aarch64', relative: 1027, absolute: [257, 1025] }],
  ['40/32', { name: 'arm', relative: 23, absolute: [2, 21, 38] }],
  ['21/64', { name: 'ppc64', relative: 22, absolute: [38, 43, 20] }],
  ['20/32', { name: 'ppc', relative: 22, absolute: [1, 24, 20] }],
  ['22/64', { name: 's390x', relative: 12, absolute: [22, 10] }],
  ['243/64', { name: 'riscv64', relative: 3, absolute: [2] }],
  ['258/64', { name: 'loongarch64', relative: 3, absolute: [2] }],
]);

export const machineNames: readonly string[] = [...machines.values()].map(({ name }) => name);
