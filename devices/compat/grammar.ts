import type { Element, Member, StructShape } from '../../vmstate/model/model.ts';
import { widthOf, checkedType } from '../../vmstate/info.ts';
import type { DeviceModel } from '../model/model-of.ts';
import { asRead, partsSent } from './as-read.ts';
import type { Pair } from './witness.ts';

/**
 * Whether a save of the one writes by the same grammar as a load of the other
 * reads by: then no state parts them that agrees on tests and counts. Names
 * of fields do not count, nor does nesting without markers.
 */
export function haveEqualGrammars({ source, destination }: Pair): boolean {
  const { shape } = source;
  const read = asRead(destination.shape, partsSent(shape), shape.version);
  if (shape.version > destination.shape.version || shape.version < destination.shape.minimumVersion) return false;
  return grammarOf(source, shape) === grammarOf(destination, read);
}

/** Whether, besides, every field has the same name on both sides. */
export function haveEqualNames({ source, destination }: Pair): boolean {
  const { shape } = source;
  if (shape.version > destination.shape.version || shape.version < destination.shape.minimumVersion) return false;
  const read = asRead(destination.shape, partsSent(shape), shape.version);
  return namedGrammarOf(source, shape) === namedGrammarOf(destination, read);
}

function grammarOf(model: DeviceModel, shape: StructShape): string {
  return JSON.stringify(fold(structAtoms({ model, path: '', named: false }, shape)));
}

function namedGrammarOf(model: DeviceModel, shape: StructShape): string {
  return JSON.stringify(structAtoms({ model, path: '', named: true }, shape));
}

interface Place {
  readonly model: DeviceModel;
  readonly path: string;
  /** Each field has its name and its type as well; runs of bytes are left as they are cut. */
  readonly named: boolean;
}

/** Joins runs of bytes, so that it does not matter how they are cut. */
function fold(atoms: readonly string[]): string[] {
  const folded: string[] = [];
  let bytes = 0;
  const flush = (): void => {
    if (bytes > 0) folded.push(`bytes ${bytes}`);
    bytes = 0;
  };
  for (const atom of atoms) {
    const size = /^bytes (\d+)$/.exec(atom)?.[1];
    if (size !== undefined) bytes += Number(size);
    else {
      flush();
      folded.push(atom);
    }
  }
  flush();
  return folded;
}

function structAtoms(place: Place, shape: StructShape): string[] {
  const { members, subsections = [], version } = shape;
  return [
    ...members.flatMap((member) => memberAtoms(place, member, { shape, version })),
    ...subsections.map(
      ({ struct }) =>
        `subsection ${struct.name} ${JSON.stringify(fold(structAtoms({ ...place, path: `${place.path}.${struct.name}` }, struct)))}`,
    ),
  ];
}

interface Around {
  readonly shape: StructShape;
  readonly version: number;
}

function memberAtoms(outer: Place, member: Member, { shape, version }: Around): string[] {
  const { test, migrated, count, slots, element } = member;
  if (!migrated || (test === undefined && member.version > version)) return [];
  if (test?.kind === 'version')
    return version >= test.from ? memberAtoms(outer, { ...member, test: undefined }, { shape, version }) : [];
  const place = { ...outer, path: outer.path === '' ? member.name : `${outer.path}.${member.name}` };
  const plain = elementAtoms(place, element, shape);
  const one = place.named ? [`${member.name}: ${typeName(element)}`, ...plain] : plain;
  const many = (by: string): string[] => [`repeat ${by} ${slots} ${JSON.stringify(fold(one))}`];
  const atoms =
    count.kind === 'one'
      ? one
      : count.kind === 'counted'
        ? many(`${count.multiply ?? 1} by ${variableName(place.model, shape, count.by)}`)
        : slots === 'none'
          ? place.named
            ? [`times ${count.n}`, ...one]
            : Array.from({ length: count.n }, () => one).flat()
          : many(String(count.n));
  if (test === undefined) return atoms;
  return [`if ${variableName(place.model, shape, test.by)} ${JSON.stringify(fold(atoms))}`];
}

function variableName({ variables }: DeviceModel, shape: StructShape, index: number): string {
  const member = shape.members[index];
  const variable = member === undefined ? undefined : variables.get(member);
  return variable?.fields.toSorted().join(' ') ?? '';
}

function elementAtoms(place: Place, element: Element, shape: StructShape): string[] {
  switch (element.kind) {
    case 'scalar':
      return [numberAtom(widthOf(element.type))];
    case 'checked':
      return [numberAtom(widthOf(checkedType(element.info)))];
    case 'timer':
      return [numberAtom(8)];
    case 'failing':
      return [numberAtom(1)];
    case 'buffer': {
      const own = place.model.opaque.get(place.path);
      return [own === undefined ? `bytes ${element.size}` : `own ${own.own} ${own.size}`];
    }
    case 'unused':
      return [`bytes ${element.size}`];
    case 'vbuffer':
    case 'bitmap': {
      const by = variableName(place.model, shape, element.sizedBy);
      return [`${element.kind} ${element.kind === 'vbuffer' ? (element.multiply ?? 1) : 1} by ${by}`];
    }
    case 'bytearray':
    case 'validate':
      return element.kind === 'validate' ? [] : ['bytearray'];
    case 'struct':
      return structAtoms(place, { ...element.struct, version: element.version ?? element.struct.version });
    case 'tmp':
      return structAtoms(place, element.struct);
    case 'list':
      return [`list ${JSON.stringify(fold(structAtoms(place, element.struct)))}`];
    case 'tree': {
      const key = element.key === null ? 'direct' : fold(structAtoms(place, element.key));
      return [`tree ${JSON.stringify([key, fold(structAtoms(place, element.value))])}`];
    }
  }
}

function numberAtom(width: number): string {
  return width === 1 ? 'bytes 1' : `number ${width}`;
}

function typeName(element: Element): string {
  if (element.kind === 'scalar') return element.type;
  return element.kind === 'checked' ? element.info : element.kind;
}
