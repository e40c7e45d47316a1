import { annotate } from '../../../oracle/wire/annotate.ts';
import type { Extent } from '../../../oracle/wire/span.ts';
import { checkedInfos, isChecked } from '../../../vmstate/info.ts';
import { copyBytes } from '../../../vmstate/slab.ts';
import type { ProbingLaw } from '../../law.ts';
import type { RuleId } from '../../rules/rules.ts';
import { expectLoad } from '../../expect/load.ts';
import { extentsOfCase } from '../../extents.ts';

const id = 'load/checked';

/** Part of law 11: an integer that a load compares is another one. */
export const loadChecked: ProbingLaw = {
  id,
  needs: [checkedInfos.map((info) => `info:${info}`)],
  title: 'a checked integer that does not agree with the destination is rejected, and is stored only if it is valid',
  rules: ['VMS-CHECK-1', 'VMS-CHECK-2'],
  every: 4,
  kind: 'probing',
  probe({ case: of, layout, stream }, engine) {
    const checked = extentsOfCase(of).filter(({ type }) => isChecked(type));
    const span = checked[(of.seed >>> 3) % Math.max(1, checked.length)];
    if (span === undefined) return 'skip';
    const wire = copyBytes(stream, stream.length);
    alter(wire, span, of.seed >>> 9);
    const { description } = layout.plan;
    const rule = span.type === 'int32_le' ? 'VMS-CHECK-2' : 'VMS-CHECK-1';
    const told = (): { rule: RuleId; steps: readonly string[] } => {
      const path = annotate(of.model, of.dialect).spans.find(({ start }) => start === span.start)?.path ?? '';
      return { rule, steps: [`alter the saved value of ${path}`] };
    };
    return expectLoad(
      { law: id, rule, of, layout, description, wire, versionId: description.version_id, told },
      engine,
    );
  },
};

/** One more, one less, half as much, of the other sign, or with one bit of any byte changed. */
function alter(wire: Uint8Array, { start, length }: Extent, pick: number): void {
  const last = start + length - 1;
  switch (pick % 5) {
    case 0:
      wire[last] = ((wire[last] ?? 0) + 1) & 0xff;
      break;
    case 1:
      wire[last] = ((wire[last] ?? 0) - 1) & 0xff;
      break;
    case 2:
      wire[start] = (wire[start] ?? 0) >> 1;
      break;
    case 3:
      wire[start] = (wire[start] ?? 0) ^ 0x80;
      break;
    default:
      wire[start + (pick % length)] = (wire[start + (pick % length)] ?? 0) ^ (1 << ((pick >>> 4) % 8));
  }
}
