import type { Variable } from '../model/variable.ts';
import type { DescriptionSet, DeviceFunction, ExistsTest } from '../set/types.ts';

/** The value of a test, a count or a subsection that somebody knows. */
export interface Assumption {
  readonly side: 'old' | 'new' | 'both';
  /** `description.field`, `field`, or the name of a subsection. */
  readonly field: string;
  readonly value: number;
  /** As it was given. */
  readonly text: string;
}

/** Reads `FIELD=VALUE`; a value is true, false or a whole number. Null: it is none. */
export function parseAssumption(text: string, side: Assumption['side']): Assumption | null {
  const [, field, value = ''] = /^(.+)=(true|false|\d{1,9})$/.exec(text.trim()) ?? [];
  if (field === undefined) return null;
  return {
    side,
    field: field.trim(),
    value: value === 'true' ? 1 : value === 'false' ? 0 : Number(value),
    text: text.trim(),
  };
}

/**
 * Reads a file of assumptions: `FIELD=VALUE` a line, `old` or `new` in front
 * for one side; `#` begins a comment. Text: what is wrong with it.
 */
export function parseAssumptions(text: string, file: string): readonly Assumption[] | string {
  const found: Assumption[] = [];
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const line = raw.replace(/(^|\s)#.*$/, '').trim();
    if (line === '') continue;
    const [, side, rest = line] = /^(old|new)\s+(.+)$/.exec(line) ?? [];
    const one = parseAssumption(rest, side === 'old' || side === 'new' ? side : 'both');
    if (one === null) return `${file}:${index + 1}: a line is '[old|new] FIELD=VALUE', a value true, false or a number`;
    found.push(one);
  }
  return found;
}

/** What is assumed of a set. A function that decides over a field of that name is known wherever it stands in the set. */
export class Assumed {
  readonly #values = new Map<string, number>();
  readonly #byFunction = new Map<string, number>();
  readonly #unused: Set<Assumption>;

  constructor(set: DescriptionSet, assumptions: readonly Assumption[]) {
    this.#unused = new Set(assumptions);
    for (const one of assumptions) this.#values.set(one.field, one.value);
    for (const { names, decides } of testsIn(set)) {
      for (const one of assumptions) {
        if (!names.includes(one.field)) continue;
        this.#unused.delete(one);
        if (decides?.kind === 'function') this.#byFunction.set(functionId(decides), one.value);
      }
    }
  }

  /** Those that name nothing in the set. */
  get unused(): ReadonlySet<Assumption> {
    return this.#unused;
  }

  valueOf(variable: Variable): number | undefined {
    const byFunction = this.#byFunction.get(variable.id);
    if (byFunction !== undefined) return byFunction;
    for (const field of variable.fields) {
      const value = this.#values.get(field) ?? this.#values.get(field.slice(field.indexOf('.') + 1));
      if (value !== undefined) return value;
    }
    return undefined;
  }
}

/** As devices/model names a function's variable. */
function functionId({ address }: DeviceFunction): string {
  return `function 0x${address.toString(16)}`;
}

interface Decision {
  readonly names: readonly string[];
  readonly decides: ExistsTest | undefined;
}

/** Everything in a set that can be assumed. */
function testsIn({ descriptions }: DescriptionSet): Decision[] {
  return descriptions.flatMap(({ name, fields, needed }) => [
    { names: [name], decides: needed },
    ...fields
      .filter(
        ({ field_exists, host }) =>
          field_exists !== undefined || host?.count !== undefined || host?.length !== undefined,
      )
      .map((field) => ({ names: [field.name, `${name}.${field.name}`], decides: field.field_exists })),
  ]);
}
