import type { Image } from '../elf/image.ts';
import type {
  DescriptionSet,
  DeviceDescription,
  DeviceField,
  DeviceFunction,
  DeviceHookName,
  HostField,
  HostMember,
  OwnInfo,
  Reference,
} from '../set/types.ts';
import type { RawField, RawMember } from './fields.ts';
import { descriptionsOfField, findDescriptions, type Found, type FoundDescription } from './find.ts';
import { FLAG, namesOf, VARRAY_FLAGS } from './flags.ts';
import type { RawInfo } from './infos.ts';
import { buildOf, dialectOf, releaseOf } from './release.ts';
import { unterminatedIn } from './unterminated.ts';
import { standardInfo } from './standard-infos.ts';

/** What is known of a program while its set is written. */
interface Context {
  readonly image: Image;
  readonly found: Found;
  readonly indices: ReadonlyMap<number, number>;
  readonly names: ReadonlyMap<number, string>;
  /** By standard name, the info that is QEMU's own: a device may have named one of its own alike. */
  readonly standard: ReadonlyMap<string, number>;
  readonly subsections: ReadonlySet<number>;
  readonly nested: ReadonlySet<number>;
  readonly unterminated: ReadonlySet<number>;
}

/** The description set of a program, module, object or archive; undefined where it has no descriptions. */
export function readImage(image: Image, file: string): DescriptionSet | undefined {
  const found = findDescriptions(image);
  if (found === undefined) return undefined;
  const addresses = [...found.descriptions.keys()].sort((a, b) => a - b);
  const all = addresses.flatMap((address) => found.descriptions.get(address) ?? []);
  const context: Context = {
    image,
    found,
    indices: new Map(addresses.map((address, index) => [address, index])),
    names: image.namesOf(addressesOf(all)),
    standard: standardOf(all, image),
    subsections: new Set(all.flatMap(({ raw }) => raw.subsections)),
    nested: new Set(
      all.flatMap(({ fields }) => fields.list.flatMap((field) => descriptionsOfField(field, found.descriptionSize))),
    ),
    unterminated: unterminatedIn(found),
  };
  const release = releaseOf(image.memory);
  const { wordSize, littleEndian } = image.memory.format;
  return {
    format: 'vmstate-conformance/description-set/1',
    source: {
      file,
      kind: image.kind,
      release,
      dialect: dialectOf(release, found),
      ...(image.kind === 'program' || image.kind === 'module' ? { build: buildOf(image.memory) } : {}),
      host: { machine: image.machine, pointerSize: wordSize, byteOrder: littleEndian ? 'little' : 'big' },
      layout: { field: found.fieldLayout.name, description: found.descriptionLayout.name },
    },
    descriptions: all.map((description) => describe(description, context)),
  };
}

/** Every address whose symbol is worth a look. */
function addressesOf(all: readonly FoundDescription[]): Set<number> {
  const addresses = new Set<number>();
  for (const { raw, fields } of all) {
    addresses.add(raw.address).add(raw.needed);
    for (const hook of raw.hooks.values()) addresses.add(hook);
    for (const { field_exists, info } of fields.list) {
      addresses.add(field_exists);
      if (info !== null) addresses.add(info.address);
    }
  }
  addresses.delete(0);
  return addresses;
}

/** Of several infos with the name of one of QEMU's own, that is QEMU's which its symbol says, else the one most fields have. */
function standardOf(all: readonly FoundDescription[], image: Image): Map<string, number> {
  const uses = new Map<string, Map<number, number>>();
  for (const { fields } of all) {
    for (const { info } of fields.list) {
      if (info === null || standardInfo(info.name) === undefined) continue;
      const counts = uses.get(info.name) ?? new Map<number, number>();
      counts.set(info.address, (counts.get(info.address) ?? 0) + 1);
      uses.set(info.name, counts);
    }
  }
  const symbols = image.namesOf(new Set([...uses.values()].flatMap((counts) => [...counts.keys()])));
  const chosen = new Map<string, number>();
  for (const [name, counts] of uses) {
    const byUse = [...counts].sort((a, b) => b[1] - a[1]).map(([address]) => address);
    const address = byUse.find((candidate) => symbols.get(candidate)?.startsWith('vmstate_info_') === true) ?? byUse[0];
    if (address !== undefined) chosen.set(name, address);
  }
  return chosen;
}

function describe({ raw, fields }: FoundDescription, context: Context): DeviceDescription {
  const { address, name, version_id, minimum_version_id, priority, unmigratable, earlySetup, needed, subsections } =
    raw;
  const hooks: Partial<Record<DeviceHookName, DeviceFunction>> = {};
  for (const [hook, target] of raw.hooks) hooks[hook] = functionAt(target, context);
  return {
    name,
    ...symbolAt(address, context),
    version_id,
    minimum_version_id,
    ...(priority === 0 ? {} : { priority }),
    ...(unmigratable ? { unmigratable } : {}),
    ...(earlySetup ? { early_setup: true } : {}),
    ...(context.unterminated.has(address) ? { unterminated: true } : {}),
    fields: fields.list.map((field) => describeField(field, context)),
    subsections: subsections.flatMap((target) => referenceTo(target, context) ?? []),
    hooks,
    ...(needed === 0 ? {} : { needed: functionAt(needed, context) }),
    role: context.subsections.has(address) ? 'subsection' : context.nested.has(address) ? 'nested' : 'device',
  };
}

function describeField(field: RawField, context: Context): DeviceField {
  const { name, version_id, size, num, field_exists } = field;
  const [vmsd, key_vmsd] = descriptionsOfField(field, context.found.descriptionSize).map((target) =>
    referenceTo(target, context),
  );
  return {
    name,
    version_id,
    size,
    num,
    ...(field_exists === 0 ? {} : { field_exists: functionAt(field_exists, context) }),
    ...(vmsd === undefined ? {} : { vmsd }),
    ...(key_vmsd === undefined ? {} : { key_vmsd }),
    host: hostField(field, context),
  };
}

function hostField(field: RawField, context: Context): HostField {
  const { offset, flags, info, start, struct_version_id, count, length } = field;
  const { names, unknown } = namesOf(flags, context.found.numbering);
  return {
    offset,
    flags: names,
    ...(unknown === 0 ? {} : { unknown_flags: unknown }),
    ...(info === null ? {} : { info: describeInfo(info, context) }),
    start,
    struct_version_id,
    ...((flags & VARRAY_FLAGS) === 0 ? {} : { count: countMember(flags, count) }),
    ...((flags & FLAG.VBUFFER) === 0 ? {} : { length: lengthMember(length) }),
  };
}

function describeInfo({ name, address, external }: RawInfo, context: Context): string | OwnInfo {
  const standard = standardInfo(name);
  if (standard !== undefined && context.standard.get(name) === address) return standard;
  return { own: name, ...(external ? {} : { address }), ...symbolAt(address, context) };
}

/** The member of a count (vmstate.c:vmstate_n_elems): to 11.1.1 the flag says how wide it is, later its own width does. */
function countMember(flags: number, { offset, width }: RawMember): HostMember {
  if (width !== 0) return { offset, width, signed: false };
  if ((flags & FLAG.VARRAY_INT32) !== 0) return { offset, width: 4, signed: true };
  if ((flags & FLAG.VARRAY_UINT32) !== 0) return { offset, width: 4, signed: false };
  return { offset, width: (flags & FLAG.VARRAY_UINT16) !== 0 ? 2 : 1, signed: false };
}

/** The member of a size (vmstate.c:vmstate_size): to 11.1.1 an int32, later its own width says. */
function lengthMember({ offset, width }: RawMember): HostMember {
  return width === 0 ? { offset, width: 4, signed: true } : { offset, width, signed: false };
}

function functionAt(address: number, context: Context): DeviceFunction {
  return { kind: 'function', address, ...symbolAt(address, context) };
}

function symbolAt(address: number, { names, image }: Context): { readonly symbol?: string } {
  const symbol = names.get(address) ?? image.externals.get(address);
  return symbol === undefined ? {} : { symbol };
}

function referenceTo(target: number, { indices, image }: Context): Reference | undefined {
  const index = indices.get(target);
  if (index !== undefined) return index;
  const external = image.externals.get(target);
  return external === undefined ? undefined : { external };
}
