import { Externals, isExternal } from '../elf/image.ts';
import { referencesOf } from './set-json.ts';
import type {
  DescriptionSet,
  DeviceDescription,
  DeviceField,
  DeviceFunction,
  ExistsTest,
  OwnInfo,
  Reference,
} from './types.ts';

/** A symbol that descriptions refer to and that none of the files joined defines. */
export interface UnresolvedSymbol {
  readonly symbol: string;
  /** The fields (`qxl.pci`) and descriptions (of subsections: `qxl`) that refer to it. */
  readonly users: readonly string[];
}

/**
 * Whether a module can be one of a program: both for one host, with tables of one
 * form. QEMU loads a module only if it has a symbol named by a hash of the build
 * (util/module.c:module_load_dso, `qemu_stamp_…`); where both say it, it decides.
 */
export function isModuleOf(module: DescriptionSet, program: DescriptionSet): boolean {
  const [a, b] = [module.source, program.source];
  if (a.kind !== 'module' || b.kind !== 'program' || a.host?.machine !== b.host?.machine) return false;
  if (a.build !== undefined && b.build !== undefined) return a.build === b.build;
  return a.layout?.field === b.layout?.field && a.layout?.description === b.layout?.description;
}

/** Addresses of different files of a build are this far apart in what is joined of them; no file is as large. */
const DISTANCE = 2 ** 44;

/**
 * The descriptions of a program and its modules as one set: what the one refers
 * to by a symbol is the other's description, info or function.
 */
export function joinSets(program: DescriptionSet, modules: readonly DescriptionSet[]): DescriptionSet {
  const parts = [program, ...modules];
  const linker = new Linker(parts);
  const descriptions = parts.flatMap((_, part) => linker.descriptionsOf(part));
  const subsections = new Set(descriptions.flatMap((description) => description.subsections));
  const nested = new Set(descriptions.flatMap(referencesOf));
  const role = (index: number): DeviceDescription['role'] =>
    subsections.has(index) ? 'subsection' : nested.has(index) ? 'nested' : 'device';
  return {
    ...program,
    source: { ...program.source, modules: [...modulesOf(program), ...modules.map(({ source }) => source.file)] },
    descriptions: descriptions.map((description, index) => ({ ...description, role: role(index) })),
  };
}

const modulesOf = ({ source }: DescriptionSet): readonly string[] => source.modules ?? [];

/** The symbols of other files that a set still refers to. */
export function unresolvedOf({ descriptions }: DescriptionSet): readonly UnresolvedSymbol[] {
  const users = new Map<string, string[]>();
  const note = (to: Reference | undefined, user: string): void => {
    if (typeof to === 'object') users.set(to.external, [...(users.get(to.external) ?? []), user]);
  };
  for (const { name, fields, subsections } of descriptions) {
    for (const field of fields) for (const to of [field.vmsd, field.key_vmsd]) note(to, `${name}.${field.name}`);
    for (const to of subsections) note(to, name);
  }
  return [...users].map(([symbol, of]) => ({ symbol, users: [...new Set(of)] }));
}

/** Says what the symbols of several files stand for, once they are one. */
class Linker {
  readonly #parts: readonly DescriptionSet[];
  readonly #firsts: readonly number[];
  /** What is added to the addresses of each part. */
  readonly #bases: readonly number[];
  /** Null: several descriptions have the name, each known in its own file only. */
  readonly #descriptions = new Map<string, number | null>();
  readonly #infos = new Map<string, OwnInfo>();
  readonly #functions = new Map<string, number>();
  readonly #externals: Externals;

  constructor(parts: readonly DescriptionSet[]) {
    this.#parts = parts;
    this.#externals = new Externals(parts[0]?.source.host?.pointerSize ?? 8);
    const joined = parts[0] === undefined ? 0 : modulesOf(parts[0]).length;
    this.#bases = parts.map((_, part) => (part === 0 ? 0 : DISTANCE * (joined + part)));
    let first = 0;
    this.#firsts = parts.map(({ descriptions }) => (first += descriptions.length) - descriptions.length);
    parts.forEach((_, part) => {
      this.#define(part);
    });
  }

  descriptionsOf(part: number): DeviceDescription[] {
    return (this.#parts[part]?.descriptions ?? []).map(({ fields, subsections, hooks, needed, ...rest }) => ({
      ...rest,
      fields: fields.map((field) => this.#field(field, part)),
      subsections: subsections.map((to) => this.#reference(to, part)),
      hooks: Object.fromEntries(Object.entries(hooks).map(([hook, one]) => [hook, this.#test(one, part)])),
      ...(needed === undefined ? {} : { needed: this.#test(needed, part) }),
    }));
  }

  #define(part: number): void {
    const first = this.#firsts[part] ?? 0;
    this.#parts[part]?.descriptions.forEach(({ symbol, fields, hooks, needed }, index) => {
      if (symbol !== undefined) this.#descriptions.set(symbol, this.#descriptions.has(symbol) ? null : first + index);
      for (const test of [needed, ...Object.values(hooks), ...fields.map(({ field_exists }) => field_exists)])
        if (test?.kind === 'function') this.#defineFunction(test, part);
      for (const { host } of fields) {
        const info = host?.info;
        if (typeof info === 'object' && info.symbol !== undefined && info.address !== undefined)
          this.#infos.set(info.symbol, this.#placed(info, part));
      }
    });
  }

  #defineFunction({ symbol, address }: DeviceFunction, part: number): void {
    if (symbol !== undefined && !this.#isExternal(address, part))
      this.#functions.set(symbol, address + this.#baseOf(part));
  }

  #field({ field_exists, vmsd, key_vmsd, host, ...rest }: DeviceField, part: number): DeviceField {
    const info = host?.info;
    return {
      ...rest,
      ...(field_exists === undefined ? {} : { field_exists: this.#test(field_exists, part) }),
      ...(vmsd === undefined ? {} : { vmsd: this.#reference(vmsd, part) }),
      ...(key_vmsd === undefined ? {} : { key_vmsd: this.#reference(key_vmsd, part) }),
      ...(host === undefined
        ? {}
        : { host: typeof info === 'object' ? { ...host, info: this.#info(info, part) } : host }),
    };
  }

  #reference(to: Reference, part: number): Reference {
    if (typeof to === 'number') return to + (this.#firsts[part] ?? 0);
    return this.#descriptions.get(to.external) ?? to;
  }

  /** Only an info of another file has no address. */
  #info(info: OwnInfo, part: number): OwnInfo {
    if (info.address !== undefined) return this.#placed(info, part);
    return this.#infos.get(info.symbol ?? '') ?? info;
  }

  #placed(info: OwnInfo, part: number): OwnInfo {
    return { ...info, address: (info.address ?? 0) + this.#baseOf(part) };
  }

  #test<T extends ExistsTest>(test: T, part: number): T | DeviceFunction {
    if (test.kind !== 'function') return test;
    const { address, symbol } = test;
    if (symbol === undefined || !this.#isExternal(address, part))
      return { ...test, address: address + this.#baseOf(part) };
    return { ...test, address: this.#functions.get(symbol) ?? this.#externals.addressOf(symbol) };
  }

  #baseOf(part: number): number {
    return this.#bases[part] ?? 0;
  }

  #isExternal(address: number, part: number): boolean {
    return isExternal(address, this.#parts[part]?.source.host?.pointerSize ?? 8);
  }
}
