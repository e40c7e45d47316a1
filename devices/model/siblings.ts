import { isChecked, isScalar, checkedType, widthOf, type Scalar } from '../../vmstate/info.ts';
import type { Member } from '../../vmstate/model/model.ts';
import type { DeviceDescription, DeviceField, HostMember } from '../set/types.ts';
import { countType, type Variable, type VariableDraft } from './variable.ts';

/** The variables of one whole device, by id. */
export type Registry = Map<string, VariableDraft>;

/**
 * What the fields of one description read from the struct: a field where one
 * lies at that place, otherwise a member that nobody sends and that stands
 * behind the fields.
 */
export class Siblings {
  readonly #description: DeviceDescription;
  readonly #registry: Registry;
  readonly #hidden: Member[] = [];
  readonly #indices = new Map<string, number>();
  readonly #variables = new Map<number, Variable>();

  readonly #outer: Siblings | null;

  /** `outer`: those of the struct that a subsection belongs to, which is the same object in memory. */
  constructor(description: DeviceDescription, registry: Registry, outer: Siblings | null) {
    this.#description = description;
    this.#registry = registry;
    this.#outer = outer;
  }

  /** The name of the description that the object is of. */
  get object(): string {
    return this.#outer?.object ?? this.#description.name;
  }

  /** Members that no field describes. */
  get hidden(): readonly Member[] {
    return this.#hidden;
  }

  /** Which members are variables, by index. */
  get variables(): ReadonlyMap<number, Variable> {
    return this.#variables;
  }

  /** The index of the member that holds a count or a size. */
  count(of: HostMember, reader: DeviceField, type: Scalar = countType(of.width, of.signed)): number {
    const fields = [`${this.#description.name}.${reader.name}`];
    const member = { object: this.object, offset: of.offset, width: of.width };
    const variable = { kind: 'count', id: `count ${this.object}+${of.offset}`, fields, member } as const;
    const field = widthOf(type) === of.width ? this.#fieldAt(of.offset, of.width) : undefined;
    const isLate = field !== undefined && field >= this.#description.fields.indexOf(reader);
    if (field !== undefined) return this.#mark(field, { ...variable, hidden: isLate });
    const isSent = this.#outer?.noteCount(of, variable) ?? false;
    return this.#add({ ...variable, hidden: !isSent }, type);
  }

  /** Notes a count that a subsection reads of the object, and says whether a field brings it. */
  noteCount(of: HostMember, variable: Omit<Variable, 'hidden'>): boolean {
    const field = this.#fieldAt(of.offset, of.width);
    if (field === undefined) return this.#outer?.noteCount(of, variable) ?? false;
    this.#mark(field, { ...variable, hidden: false });
    return true;
  }

  /** The index of the byte that answers for a function, or of the byte at an offset. */
  byte(variable: Omit<Variable, 'hidden'>, offset?: number): number {
    const field = offset === undefined ? undefined : this.#fieldAt(offset, 1);
    const member = offset === undefined ? undefined : { object: this.object, offset, width: 1 };
    if (field !== undefined) return this.#mark(field, { ...variable, member, hidden: false });
    return this.#add({ ...variable, member, hidden: true }, 'uint8');
  }

  #fieldAt(offset: number, width: number): number | undefined {
    const index = this.#description.fields.findIndex(({ host }) => {
      const { info, flags = [] } = host ?? {};
      if (host?.offset !== offset || typeof info !== 'string' || !flags.includes('VMS_SINGLE')) return false;
      if (flags.includes('VMS_POINTER')) return false;
      const type = isScalar(info) ? info : isChecked(info) ? checkedType(info) : undefined;
      return type !== undefined && widthOf(type) === width;
    });
    return index < 0 ? undefined : index;
  }

  #add(variable: Variable, type: Scalar): number {
    const known = this.#indices.get(variable.id);
    if (known !== undefined) return this.#mark(known, variable);
    const index = this.#description.fields.length + this.#hidden.length;
    this.#indices.set(variable.id, index);
    this.#hidden.push({
      name: variable.id,
      version: 0,
      migrated: false,
      element: { kind: 'scalar', type },
      count: { kind: 'one' },
      storage: 'embedded',
      slots: 'none',
    });
    return this.#mark(index, variable);
  }

  #mark(index: number, variable: Variable): number {
    const draft = this.#registry.get(variable.id) ?? { ...variable, fields: [] };
    this.#registry.set(variable.id, draft);
    for (const field of variable.fields) if (!draft.fields.includes(field)) draft.fields.push(field);
    this.#variables.set(index, draft);
    return index;
  }
}
