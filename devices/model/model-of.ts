import type { Hooks } from '../../vmstate/hooks.ts';
import type { Count, Member, StructShape, Subsection, Test } from '../../vmstate/model/model.ts';
import { refuse } from '../problem.ts';
import type { DescriptionSet, DeviceDescription, DeviceField, ExistsTest, Reference } from '../set/types.ts';
import { elementOfField } from './element.ts';
import { Siblings, type Registry } from './siblings.ts';
import { countType, type Variable } from './variable.ts';

/** How descriptions become a model. */
export interface ModelOptions {
  /**
   * What the model is for. As one that loads, every subsection has a variable
   * `needed SUBSECTION`, so that a state can say which of them come.
   */
  readonly role: 'save' | 'load';
  /** The version of the outermost description on the wire; absent: its own. */
  readonly version?: number | undefined;
  /** The bytes of infos that devices define, by name, where they are known. */
  readonly ownInfos?: ReadonlyMap<string, number> | undefined;
  /** `embedded`: without pointers, which no stream shows. */
  readonly storage: 'described' | 'embedded';
  /** The hooks of a description and what they return; without it there are none: a stream does not show what they do. */
  readonly hooks?: ((description: DeviceDescription) => Hooks | undefined) | undefined;
}

/** A description as a model. */
export interface DeviceModel {
  readonly shape: StructShape;
  /** Members that are read as tests and counts. */
  readonly variables: ReadonlyMap<Member, Variable>;
  /** Infos that a device defines, by the path of their fields without indices: what must be equal for their bytes to be. */
  readonly opaque: ReadonlyMap<string, OpaquePart>;
  /** What decides whether a field exists, by its path without indices; those without a test are not there. */
  readonly tested: ReadonlyMap<string, Variable>;
}

export interface OpaquePart {
  readonly own: string;
  readonly size: number;
  /** Nobody said how many bytes it has: the model's number is a stand-in. */
  readonly assumed: boolean;
}

/** Descriptions do not nest deeper; deeper is a cycle. */
const DEEPEST = 40;

/** Stands in for the unknown bytes of an own info. */
const ASSUMED_BYTES = 4;

interface Work {
  readonly set: DescriptionSet;
  readonly options: ModelOptions;
  readonly registry: Registry;
  readonly variables: Map<Member, Variable>;
  readonly opaque: Map<string, OpaquePart>;
  readonly tested: Map<string, Variable>;
}

interface Place {
  readonly path: string;
  readonly depth: number;
  /** At which version it is saved or loaded. */
  readonly version: number;
  /** Of a subsection: what is read from the object that it is part of. */
  readonly outer: Siblings | null;
}

/**
 * The model of a description of a set: the inverse of layout. Every field
 * becomes a member of the same index; tests by functions, counts and sizes
 * that no field describes become members behind them that nobody sends. Infos
 * of a device's own are opaque bytes. Throws `DeviceProblem` for what no model says: a
 * description in another file, or one that contains itself.
 */
export function modelOf(set: DescriptionSet, index: number, options: ModelOptions): DeviceModel {
  const description = set.descriptions[index];
  if (description === undefined) return refuse(`there is no description ${index}`);
  const work: Work = { set, options, registry: new Map(), variables: new Map(), opaque: new Map(), tested: new Map() };
  const version = options.version ?? description.version_id;
  const shape = shapeOf(work, description, { path: '', depth: 0, version, outer: null });
  return { shape, variables: work.variables, opaque: work.opaque, tested: work.tested };
}

function shapeOf(work: Work, description: DeviceDescription, place: Place): StructShape {
  if (place.depth > DEEPEST) return refuse(`${place.path}: it contains itself`);
  const { name, version_id, minimum_version_id, fields } = description;
  const siblings = new Siblings(description, work.registry, place.outer);
  const ofFields = fields.map((field) => memberOf(work, { field, description, siblings }, place));
  const subsections = description.subsections.map((to) => subsectionOf(work, { to, siblings }, place));
  const members = [...ofFields, ...siblings.hidden];
  for (const [index, variable] of siblings.variables) {
    const member = members[index];
    if (member !== undefined) work.variables.set(member, variable);
  }
  ofFields.forEach(({ test, name: own }) => {
    const variable = test?.kind === 'sibling' ? siblings.variables.get(test.by) : undefined;
    if (variable !== undefined) work.tested.set(joined(place.path, own), variable);
  });
  const hooks = work.options.hooks?.(description);
  return {
    name,
    version: version_id,
    minimumVersion: minimum_version_id,
    members,
    ...(subsections.length === 0 ? {} : { subsections }),
    ...(hooks === undefined ? {} : { hooks }),
  };
}

interface FieldPlace {
  readonly field: DeviceField;
  readonly description: DeviceDescription;
  readonly siblings: Siblings;
}

function memberOf(work: Work, at: FieldPlace, place: Place): Member {
  const { field, siblings } = at;
  const path = joined(place.path, field.name);
  const flags = field.host?.flags ?? [];
  const element = elementOfField(field, {
    path,
    siblings,
    pointerSize: work.set.source.host?.pointerSize ?? 8,
    struct: (to, version) => {
      const inner = described(work.set, to, path);
      return shapeOf(work, inner, { path, depth: place.depth + 1, version: version ?? inner.version_id, outer: null });
    },
    opaque: (own, { size }) => {
      const known = work.options.ownInfos?.get(own);
      work.opaque.set(path, { own, size, assumed: known === undefined });
      return known ?? ASSUMED_BYTES;
    },
  });
  // A bitmap is always behind a pointer.
  const embedded = work.options.storage === 'embedded' && element.kind !== 'bitmap';
  const member = {
    name: field.name,
    element,
    count: element.kind === 'validate' ? ({ kind: 'one' } as const) : countOf(field, siblings),
    storage:
      embedded || !flags.includes('VMS_POINTER') ? 'embedded' : flags.includes('VMS_ALLOC') ? 'allocated' : 'pointer',
    slots: !flags.includes('VMS_ARRAY_OF_POINTER')
      ? 'none'
      : flags.includes('VMS_ARRAY_OF_POINTER_AUTO_ALLOC')
        ? 'allocated'
        : 'nullable',
    ...(flags.includes('VMS_MUST_EXIST') ? { mustExist: true } : {}),
  } as const;
  return { ...member, ...existence(at, place.version) };
}

function countOf(field: DeviceField, siblings: Siblings): Count {
  const { host, num } = field;
  if (host === undefined) return num > 0 ? { kind: 'fixed', n: num } : { kind: 'one' };
  if (host.count !== undefined) {
    const type = countType(host.count.width, host.count.signed);
    const multiply = host.flags.includes('VMS_MULTIPLY_ELEMENTS') ? num : null;
    return { kind: 'counted', by: siblings.count(host.count, field), type, multiply };
  }
  return host.flags.includes('VMS_ARRAY') ? { kind: 'fixed', n: num } : { kind: 'one' };
}

/** A test decides alone; by a version it is decided here, where the version is known. */
function existence(at: FieldPlace, version: number): { version: number; migrated: boolean; test?: Test } {
  const { field, description, siblings } = at;
  const { field_exists: test } = field;
  if (test === undefined) return { version: field.version_id, migrated: true };
  if (test.kind === 'version') {
    const { from = -Infinity, until = Infinity } = test;
    return { version: 0, migrated: version >= from && version < until };
  }
  // Several fields may have one name: PCIDevice has two called config, each with a test of its own.
  const same = description.fields.filter(({ name }) => name === field.name).indexOf(field);
  const fields = [`${description.name}.${field.name}${same > 0 ? ` (${same + 1})` : ''}`];
  const isAsserted = field.host?.flags.includes('VMS_MUST_EXIST') === true;
  const id = testId(test, siblings.object, fields[0] ?? '');
  const variable = { kind: isAsserted ? 'valid' : 'test', id, fields } as const;
  const by = siblings.byte(variable, test.kind === 'byte' ? test.offset : undefined);
  return { version: 0, migrated: true, test: { kind: 'sibling', by } };
}

function testId(test: Exclude<ExistsTest, { kind: 'version' }>, object: string, otherwise: string): string {
  switch (test.kind) {
    case 'function':
      return `function 0x${test.address.toString(16)}`;
    case 'byte':
      return `byte ${object}+${test.offset}`;
    case 'unknown':
      return `test of ${otherwise}`;
  }
}

interface PartPlace {
  readonly to: Reference;
  readonly siblings: Siblings;
}

function subsectionOf(work: Work, { to, siblings }: PartPlace, place: Place): Subsection {
  const description = described(work.set, to, place.path);
  const { name, version_id, needed } = description;
  const struct = shapeOf(work, description, {
    path: joined(place.path, name),
    depth: place.depth + 1,
    version: version_id,
    outer: siblings,
  });
  const loads = work.options.role === 'load';
  if (needed === undefined && !loads) return { struct };
  if (needed?.kind === 'version' && !loads) return { struct };
  const id =
    loads || needed === undefined || needed.kind === 'version'
      ? `needed ${name}`
      : testId(needed, siblings.object, name);
  const by = siblings.byte(
    { kind: 'needed', id, fields: [name] },
    needed?.kind === 'byte' && !loads ? needed.offset : undefined,
  );
  return { struct, needed: by };
}

function described(set: DescriptionSet, to: Reference | undefined, path: string): DeviceDescription {
  if (to === undefined) return refuse(`${path}: it refers to no description`);
  if (typeof to === 'object') return refuse(`${path}: ${to.external} is in another file`);
  return set.descriptions[to] ?? refuse(`${path}: there is no description ${to}`);
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
