import type { DescriptionLayout, FieldLayout } from '../tables/layouts.ts';
import type { MemberType, Members } from '../tables/members.ts';
import type { Assembly, Target } from './assembly.ts';

export interface TestField {
  readonly name: string;
  readonly offset?: number;
  readonly size?: number;
  readonly num?: number;
  readonly flags: number;
  readonly version_id?: number;
  readonly info?: Target;
  readonly vmsd?: Target;
  readonly field_exists?: Target;
  /** The member that holds the count. */
  readonly count?: { readonly offset: number; readonly width: number };
}

export interface TestDescription {
  readonly name: string | null;
  readonly version_id: number;
  readonly minimum_version_id: number;
  readonly fields: readonly TestField[];
  readonly subsections?: readonly Target[];
  readonly post_load?: Target;
  readonly needed?: Target;
  /** Where its fields are, if they are written already. */
  readonly fieldsAt?: Target;
}

/** The tables of a release. */
export interface Dress {
  readonly field: FieldLayout;
  readonly description: DescriptionLayout;
  /** What ends a list of fields. */
  readonly end: number;
  /** Whether an info has `load` and `save` too. */
  readonly wideInfos: boolean;
}

type Content = number | Target | null | { readonly offset: number; readonly width: number };

/** Writes tables as a compiler lays them out; what they say is the test's. */
export class TableWriter {
  readonly #out: Assembly;
  readonly #dress: Dress;

  constructor(out: Assembly, dress: Dress) {
    this.#out = out;
    this.#dress = dress;
  }

  info(name: string): Target {
    const text = this.#out.text(name);
    this.#out.align(16);
    const { here } = this.#out;
    this.#out.pointer(text);
    this.#out.pointer(this.#out.code(1));
    this.#out.pointer(this.#out.code(2));
    if (this.#dress.wideInfos) {
      this.#out.pointer(null);
      this.#out.pointer(null);
    }
    return here;
  }

  description({
    name,
    version_id,
    minimum_version_id,
    fields,
    subsections,
    post_load,
    needed,
    fieldsAt,
  }: TestDescription): Target {
    const list = fieldsAt ?? this.fields(fields, this.#dress.end);
    const parts = subsections === undefined ? null : this.#pointers(subsections);
    const text = name === null ? null : this.#out.text(name);
    this.#out.align(this.#out.wordSize);
    const { here } = this.#out;
    const values = new Map<string, Content>([
      ['name', text],
      ['version_id', version_id],
      ['minimum_version_id', minimum_version_id],
      ['post_load', post_load ?? null],
      ['needed', needed ?? null],
      ['fields', list],
      ['subsections', parts],
    ]);
    this.#structure(this.#dress.description.members, values);
    return here;
  }

  #pointers(targets: readonly Target[]): Target {
    this.#out.align(this.#out.wordSize);
    const { here } = this.#out;
    for (const target of targets) this.#out.pointer(target);
    this.#out.pointer(null);
    return here;
  }

  /** A list of fields; `end`: the flags of what ends it, null: nothing does. */
  fields(fields: readonly TestField[], end: number | null): Target {
    const names = fields.map(({ name }) => this.#out.text(name));
    this.#out.align(this.#out.wordSize);
    const { here } = this.#out;
    fields.forEach((field, index) => {
      this.#structure(this.#dress.field.members, valuesOf(field, names[index] ?? null));
    });
    if (end !== null) this.#structure(this.#dress.field.members, new Map([['flags', end]]));
    return here;
  }

  #structure(members: Members<string>, values: ReadonlyMap<string, Content>): void {
    for (const [name, type] of members) this.#member(type, values.get(name) ?? (type === 'pointer' ? null : 0));
    this.#out.align(this.#out.wordSize);
  }

  #member(type: MemberType, value: Content): void {
    if (type === 'pointer') {
      this.#out.pointer(value !== null && typeof value === 'object' && 'part' in value ? value : null);
    } else if (type === 'indirect') {
      const { offset, width } =
        value !== null && typeof value === 'object' && 'width' in value ? value : { offset: 0, width: 0 };
      this.#out.number(offset, 4);
      this.#out.number(width, 1);
      this.#out.align(4);
    } else {
      this.#out.number(
        typeof value === 'number' ? value : 0,
        type === 'bool' ? 1 : type === 'int' ? 4 : this.#out.wordSize,
      );
    }
  }
}

function valuesOf(field: TestField, name: Target | null): Map<string, Content> {
  const { offset = 0, size = 0, num = 0, flags, version_id = 0, info, vmsd, field_exists, count } = field;
  return new Map<string, Content>([
    ['name', name],
    ['offset', offset],
    ['size', size],
    ['num', num],
    ['flags', flags],
    ['version_id', version_id],
    ['info', info ?? null],
    ['vmsd', vmsd ?? null],
    ['field_exists', field_exists ?? null],
    ['num_offset', count?.offset ?? 0],
    ...(count === undefined ? [] : ([['num_indirect', count]] as const)),
  ]);
}
