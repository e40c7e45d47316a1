import type { DescriptionSet, DeviceDescription, Reference, SetSource } from './types.ts';
import { referencesOf, SET_FORMAT } from './set-json.ts';

type WithoutRole = Omit<DeviceDescription, 'role'>;

/** Puts descriptions into a set: equal ones once. */
export class SetBuilder {
  readonly #descriptions: WithoutRole[] = [];
  readonly #known = new Map<string, number>();

  /** The index of a description, which may be there already. */
  add(description: WithoutRole): number {
    const text = JSON.stringify(description);
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    this.#known.set(text, this.#descriptions.push(description) - 1);
    return this.#descriptions.length - 1;
  }

  /** Says for which devices a description is. */
  name(index: number, device: string): void {
    const description = this.#descriptions[index];
    if (description === undefined) return;
    this.#descriptions[index] = { ...description, devices: [...(description.devices ?? []), device] };
  }

  finish(source: SetSource): DescriptionSet {
    const subsections = indices(this.#descriptions.flatMap((description) => description.subsections));
    const all = indices(this.#descriptions.flatMap(referencesOf));
    const role = (index: number): DeviceDescription['role'] =>
      subsections.has(index) ? 'subsection' : all.has(index) ? 'nested' : 'device';
    return {
      format: SET_FORMAT,
      source,
      descriptions: this.#descriptions.map((description, index) => ({ ...description, role: role(index) })),
    };
  }
}

function indices(references: readonly Reference[]): Set<number> {
  return new Set(references.filter((to) => typeof to === 'number'));
}
