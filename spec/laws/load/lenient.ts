import { annotate } from '../../../oracle/wire/annotate.ts';
import type { Extent, Span, SpanType } from '../../../oracle/wire/span.ts';
import { copyBytes } from '../../../vmstate/slab.ts';
import { attributedRule } from '../../attribution/attribute.ts';
import { isViolation, type LawOutcome, type ProbingLaw } from '../../law.ts';
import { andThen } from '../../maybe-promise.ts';
import type { RuleId } from '../../rules/rules.ts';
import { expectLoad } from '../../expect/load.ts';
import { expectedOf } from '../../expect/wanted-load.ts';
import { savedAfter } from '../../expect/saved-after.ts';
import { extentsOfCase } from '../../extents.ts';
import { isResavable } from '../../subject.ts';

const id = 'load/lenient';

/** What may have other bytes than a save writes, by which rule; of a marker the owner says. */
const loose: ReadonlyMap<SpanType, RuleId | null> = new Map([
  ['bool', 'VMS-WIRE-2'],
  ['unused', 'VMS-WIRE-4'],
  ['timer', 'VMS-TIMER-1'],
  ['list marker', null],
]);

/**
 * Part of law 11: bytes that a load takes as they come. Any byte but 0 is true
 * or announces an element, nobody looks at unused bytes, and a timer may come
 * with any time below zero. What is saved after that is what such a state saves, not
 * the bytes that came.
 */
export const loadLenient: ProbingLaw = {
  id,
  title: 'any nonzero byte is true or announces an element; unused bytes and negative times can have any value',
  rules: ['VMS-WIRE-2', 'VMS-WIRE-4', 'VMS-TIMER-1', 'VMS-LIST-2', 'VMS-TREE-2'],
  every: 4,
  kind: 'probing',
  probe(subject, engine) {
    const { case: of, layout, stream } = subject;
    const wire = copyBytes(stream, stream.length);
    const extents = extentsOfCase(of).filter((extent) => alter(wire, extent, of.seed));
    if (extents.length === 0) return 'skip';
    const starts = new Set(extents.map(({ start }) => start));
    const altered = (): Span[] => annotate(of.model, of.dialect).spans.filter(({ start }) => starts.has(start));
    const ruleOf = ({ type, path }: Span): RuleId => loose.get(type) ?? attributedRule(of.model, path, 'load');
    const told = (): { rule: RuleId; steps: readonly string[] } => {
      const spans = altered();
      const rules = [...new Set(spans.map(ruleOf))];
      const paths = [...new Set(spans.map(({ path }) => path))].slice(0, 4);
      return {
        rule: rules[of.seed % rules.length] ?? 'VMS-WIRE-2',
        steps: [`give other bytes, of the same meaning, to ${paths.join(', ')}`],
      };
    };
    const { description } = layout.plan;
    const wanted = {
      law: id,
      rule: 'VMS-WIRE-2',
      of,
      layout,
      description,
      wire,
      versionId: description.version_id,
      told,
    } as const;
    const decoded = expectedOf(wanted);
    const saves =
      (of.seed & 3) === 0 && isResavable(subject) ? savedAfter({ of, decoded, before: layout.before }, 2) : null;
    const finding = expectLoad({ ...wanted, decoded, saves: saves ?? undefined }, engine);
    return andThen(finding, (found) => {
      const path = pathOf(found);
      const span = path === null ? undefined : altered().find((each) => each.path === path);
      return span === undefined || !isViolation(found) ? found : { ...found, rule: ruleOf(span) };
    });
  },
};

/** Gives a leaf other bytes, if it may have some. */
function alter(wire: Uint8Array, { start, length, type }: Extent, seed: number): boolean {
  if (!loose.has(type)) return false;
  if ((type === 'bool' || type === 'list marker') && wire[start] === 0) return false;
  // Never 0x05: what follows a struct must not look like a subsection.
  for (let at = start; at < start + length; at++) wire[at] = 6 + ((seed + at) % 250);
  if (type === 'timer') wire[start] = (wire[start] ?? 0) | 0x80;
  return true;
}

/** Where in memory a finding is, if that has a name. */
function pathOf(finding: LawOutcome): string | null {
  if (!isViolation(finding) || finding.evidence.kind !== 'memory') return null;
  return finding.evidence.differences[0]?.path ?? null;
}
