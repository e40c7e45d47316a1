import { stepsTo } from '../../spec/attribution/path-steps.ts';
import type { Evidence, Violation } from '../../spec/violation.ts';
import type { Case } from '../../vmstate/case/case.ts';
import type { Member } from '../../vmstate/model/model.ts';

/** Of a failure that no field owns: an answer of another kind, or bytes behind the last field. */
const DEVICE = 'device';

/**
 * The kind of the field where a failure shows: a type (`uint32`), a kind of
 * element (`struct`, `tree`), a part of the wire (`null marker`), or `device`
 * where no field owns it. Of a device with one described member it is that one.
 */
export function fieldKindOf({ evidence }: Violation, { model: { shape, values } }: Case): string {
  const place = placeOf(evidence);
  const members = stepsTo(shape, values, place?.path ?? '').flatMap((step) =>
    step.kind === 'member' ? [step.member] : [],
  );
  const member = members.at(-1);
  if (place?.type !== undefined) return place.type;
  if (member !== undefined) return kindOf(member);
  const described = shape.members.filter(({ migrated }) => migrated);
  const [only] = described;
  return only !== undefined && described.length === 1 ? kindOf(only) : DEVICE;
}

interface Place {
  readonly path: string;
  /** What the bytes there are, if the evidence says so. */
  readonly type?: string;
}

/** The first place at which expected and received differ. */
function placeOf(evidence: Evidence): Place | null {
  switch (evidence.kind) {
    case 'bytes': {
      const { expected, received, spans } = evidence;
      const at = expected.findIndex((byte, i) => byte !== received[i]);
      return spans.find(({ start, length }) => at >= start && at < start + length) ?? null;
    }
    case 'number':
      return evidence;
    case 'memory': {
      const path = evidence.differences.find((each) => each.path !== null)?.path ?? null;
      return path === null ? null : { path };
    }
    case 'entries':
    case 'answer':
      return null;
  }
}

function kindOf({ element }: Member): string {
  switch (element.kind) {
    case 'scalar':
      return element.type;
    case 'checked':
      return element.info;
    default:
      return element.kind;
  }
}
