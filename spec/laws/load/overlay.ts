import type { ExpectedLoad } from '../../../oracle/load/decode.ts';
import { mergeUntouched } from '../../../oracle/load/merge-untouched.ts';
import { annotate } from '../../../oracle/wire/annotate.ts';
import type { SpanType } from '../../../oracle/wire/span.ts';
import { UNTOUCHED, type StructShape } from '../../../vmstate/model/model.ts';
import { copyBytes } from '../../../vmstate/slab.ts';
import { expectLoad } from '../../expect/load.ts';
import type { Wanted } from '../../expect/wanted-load.ts';
import { isViolation, type ProbingLaw } from '../../law.ts';
import { andThen } from '../../maybe-promise.ts';
import { overlaid, overlayStep, type Overlaid } from '../../overlay/overlaid.ts';

const id = 'load/overlay';

/** The stream says another thing each time, so that it shows which of the two was loaded last. */
export const loadOverlay: ProbingLaw = {
  id,
  view: 'memory',
  title: 'of two fields over the same bytes a load leaves what the later one brought',
  rules: ['VMS-STRUCT-2'],
  every: 16,
  kind: 'probing',
  probe({ case: original }, engine) {
    const device = overlaid(original);
    if (device === null) return 'skip';
    const { subject, description } = device;
    const { case: of, layout } = subject;
    const { wire, at } = withOtherValue(device);
    const wanted: Wanted = {
      law: id,
      rule: 'VMS-STRUCT-2',
      of,
      // Both pointers are one: what the second one led to is where the first one leads.
      layout: { ...layout, before: layout.before.with(device.second, layout.before[device.first] ?? null) },
      description,
      wire,
      versionId: description.version_id,
      steps: [overlayStep(device), ...(at === null ? [] : [`alter byte ${at} of the saved bytes, of the second`])],
      adapted: (decoded) => inOnePlace(of.model.shape, device, decoded),
    };
    // Nothing but the second field is new: a call that is missing is missing because of it.
    return andThen(expectLoad(wanted, engine), (found) =>
      isViolation(found) && found.rule === 'VMS-EXIST-2' ? { ...found, rule: 'VMS-STRUCT-2' } : found,
    );
  },
};

/** What the oracle says of two members, said of the one that both fields describe. */
function inOnePlace(shape: StructShape, { first, second }: Overlaid, decoded: ExpectedLoad): ExpectedLoad {
  if (decoded.verdict === 'undefined') return decoded;
  const { values, lengths } = decoded;
  // In place: the oracle knows the object of a call by the very values of the struct.
  const merged = mergeUntouched(values, values.with(first, values[second] ?? null), shape, { lengths });
  values[first] = merged[first] ?? null;
  values[second] = UNTOUCHED;
  return decoded;
}

/** The stream, in which the second field has another value than the first; `at`: the byte that differs. */
function withOtherValue({ subject: { case: of, stream }, second }: Overlaid): {
  readonly wire: Uint8Array;
  readonly at: number | null;
} {
  const { model, dialect, seed } = of;
  const name = model.shape.members[second]?.name ?? '';
  const spans = annotate(model, dialect).spans.filter(({ path, type }) => isIn(path, name) && isValue(type));
  const span = spans[(seed >>> 5) % Math.max(1, spans.length)];
  const wire = copyBytes(stream, stream.length);
  if (span === undefined) return { wire, at: null };
  const at = span.start + ((seed >>> 9) % span.length);
  wire[at] = (wire[at] ?? 0) ^ 1;
  return { wire, at };
}

/** Whether the path begins with the member. */
function isIn(path: string, name: string): boolean {
  return path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`);
}

function isValue(type: SpanType): boolean {
  return type !== 'null marker' && type !== 'pointer marker' && type !== 'unused';
}
