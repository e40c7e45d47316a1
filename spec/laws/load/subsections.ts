import { encode } from '../../../oracle/save/encode.ts';
import type { Model, StructShape, StructValue, Subsection, Value } from '../../../vmstate/model/model.ts';
import { withTrailer } from '../../differences/bytes.ts';
import type { ProbingLaw } from '../../law.ts';
import type { RuleId } from '../../rules/rules.ts';
import { expectLoad } from '../../expect/load.ts';

/** What somebody else might send in the place of a struct's subsections. */
interface Variant {
  /** How they are sent, as in `in reverse`. */
  readonly what: string;
  readonly rule: RuleId;
  readonly change: (subsections: readonly Subsection[], name: string) => readonly (readonly [Subsection, number])[];
}

const renamed = ({ struct, needed }: Subsection, name: string): Subsection => ({ struct: { ...struct, name }, needed });
const atVersion = ({ struct, needed }: Subsection, by: number): Subsection => ({
  struct: { ...struct, version: struct.version + by },
  needed,
});
const always = ({ struct }: Subsection): Subsection => ({ struct });

function numbered(subsections: readonly Subsection[]): [Subsection, number][] {
  return subsections.map((subsection, k) => [subsection, k]);
}

const variants: readonly Variant[] = [
  { what: 'in reverse', rule: 'VMS-SUB-2', change: (all) => numbered(all).reverse() },
  { what: 'sent, needed or not', rule: 'VMS-SUB-2', change: (all) => numbered(all.map(always)) },
  { what: 'sent twice', rule: 'VMS-SUB-2', change: (all) => [...numbered(all), ...numbered(all)] },
  { what: 'left out', rule: 'VMS-SUB-2', change: () => [] },
  {
    what: 'under longer names',
    rule: 'VMS-SUB-2',
    change: (all) => numbered(all.map((one) => renamed(always(one), `${one.struct.name}x`))),
  },
  {
    what: 'a version newer',
    rule: 'VMS-VERSION-1',
    change: (all) => numbered(all.map((one) => atVersion(always(one), 1))),
  },
  {
    what: '256 versions newer',
    rule: 'VMS-SUB-3',
    change: (all) => numbered(all.map((one) => atVersion(always(one), 256))),
  },
  {
    what: 'under shorter names',
    rule: 'VMS-SUB-4',
    change: (all) => numbered(all.map((one) => renamed(always(one), one.struct.name.slice(0, -1)))),
  },
  {
    what: 'under the name of the struct',
    rule: 'VMS-SUB-4',
    change: (all, name) => numbered(all.map((one) => renamed(always(one), name))),
  },
  {
    what: 'under names that begin otherwise',
    rule: 'VMS-SUB-4',
    change: (all) => numbered(all.map((one) => renamed(always(one), `x${one.struct.name}`))),
  },
];

/** The model with other subsections of its outermost struct. */
function varied({ shape, values }: Model, { change }: Variant): Model {
  const n = shape.members.length;
  const changed = change(shape.subsections ?? [], shape.name);
  const subsections = changed.map(([subsection]) => subsection);
  const inner = changed.map(([, k]): Value => values[n + k] ?? null);
  const outer: StructShape = { ...shape, subsections };
  const all: StructValue = [...values.slice(0, n), ...inner];
  return { shape: outer, values: all };
}

/** Part of law 11: subsections twice, none, others, in another order, of other versions. */
export const loadSubsectionsLaw: ProbingLaw = {
  id: 'load/subsections',
  needs: ['part:subsections'],
  title: 'subsections in any order, missing, doubled, renamed or of other versions end the load as the oracle predicts',
  rules: ['VMS-SUB-2', 'VMS-SUB-3', 'VMS-SUB-4', 'VMS-VERSION-1'],
  every: 1,
  kind: 'probing',
  probe({ case: of, layout }, engine) {
    const { model, seed, dialect } = of;
    if ((model.shape.subsections ?? []).length === 0) return 'skip';
    const variant = variants[(seed >>> 3) % variants.length];
    if (variant === undefined) return 'skip';
    const { description } = layout.plan;
    const wire = withTrailer(encode(varied(model, variant), dialect));
    const wanted = {
      law: 'load/subsections',
      rule: variant.rule,
      of,
      steps: [`save with the subsections of ${model.shape.name} ${variant.what}`],
      layout,
      description,
      wire,
      versionId: description.version_id,
    };
    return expectLoad(wanted, engine);
  },
};
