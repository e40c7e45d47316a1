import fc from 'fast-check';
import { scalars } from '../vmstate/info.ts';

/**
 * What anyone would write first: trees of fields from fast-check's own
 * combinators. It is the yardstick of the benchmarks, nothing else uses it.
 */
export interface BaselineField {
  readonly name: string;
  readonly version: number;
  readonly storage: string;
  readonly type: string;
  readonly values?: readonly number[];
  readonly fields?: readonly BaselineField[];
}

type Tree = {
  field: BaselineField;
  struct: BaselineField;
  scalar: BaselineField;
  buffer: BaselineField;
};

/** Trees of about `average` fields. */
export function baselineArbitrary(average: number): fc.Arbitrary<readonly BaselineField[]> {
  const common = {
    name: fc.constantFrom('ctrl', 'status', 'regs', 'irq', 'fifo', 'mask'),
    version: fc.nat({ max: 3 }),
    storage: fc.constantFrom('embedded', 'pointer', 'allocated'),
  };
  const { field } = fc.letrec<Tree>((tie) => ({
    field: fc.oneof(
      { maxDepth: 4 },
      { weight: 6, arbitrary: tie('scalar') },
      { weight: 2, arbitrary: tie('buffer') },
      { weight: 1, arbitrary: tie('struct') },
    ),
    scalar: fc.record({
      ...common,
      type: fc.constantFrom(...scalars),
      values: fc.array(fc.integer(), { maxLength: 4 }),
    }),
    buffer: fc.record({
      ...common,
      type: fc.constant('buffer'),
      values: fc.array(fc.nat({ max: 255 }), { maxLength: 16 }),
    }),
    struct: fc.record({
      ...common,
      type: fc.constant('struct'),
      fields: fc.array(tie('field'), { minLength: 1, maxLength: 6 }),
    }),
  }));
  return fc.array(field, { minLength: 1, maxLength: Math.round(average * 1.37), size: 'max' });
}

/** Fields of a tree, nested ones included. */
export function baselineSize(fields: readonly BaselineField[]): number {
  return fields.reduce((sum, field) => sum + 1 + baselineSize(field.fields ?? []), 0);
}
