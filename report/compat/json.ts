import type { Answer, Condition, Owner, Witness } from '../../devices/compat/answer.ts';
import type { CompatReport } from './terminal.ts';

/**
 * The result as one JSON document, suppressed findings marked. Each answer has one witness, that
 * of the shortest stream, with the fields near the place that it shows; `verbose`: the witness of
 * each condition, with all fields.
 */
export function compatJson({ result, sorted }: CompatReport, verbose: boolean): string {
  const shown = verbose ? (answer: Answer): object => answer : brief;
  const { suppressed, stale } = sorted;
  const isSuppressed = (device: string, direction: string): boolean =>
    suppressed.some((one) => one.device === device && one.direction === direction);
  const devices = result.devices.map(({ name, answers }) => ({
    name,
    forward: { ...shown(answers.forward), suppressed: isSuppressed(name, 'forward') },
    backward: { ...shown(answers.backward), suppressed: isSuppressed(name, 'backward') },
  }));
  const { old, now, onlyOld, onlyNow, unmigratable } = result;
  const document = {
    format: 'vmstate-conformance/compat/1',
    old,
    new: now,
    devices,
    onlyOld,
    onlyNew: onlyNow,
    unmigratable,
    staleSuppressions: stale.map(({ line, text }) => ({ line, text })),
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

function brief(answer: Answer): object {
  if (answer.kind === 'compatible' || answer.kind === 'unknown') return answer;
  if (answer.kind !== 'conditional') return { ...answer, witness: near(answer.witness) };
  const [shortest] = answer.conditions.toSorted((a, b) => a.witness.stream.length - b.witness.stream.length);
  const conditions = answer.conditions.map((one) =>
    one === shortest ? { ...one, witness: near(one.witness) } : withoutWitness(one),
  );
  return { ...answer, conditions };
}

function withoutWitness(condition: Condition): object {
  return Object.fromEntries(Object.entries(condition).filter(([key]) => key !== 'witness'));
}

/** Fields before and after the place. */
const NEAR = 8;

/** `fields`: how many the witness has on each side. */
function near(witness: Witness): object {
  const { outcome, source, destination } = witness;
  const partings = outcome.kind === 'shifted' ? [outcome.parting] : 'partings' in outcome ? outcome.partings : [];
  const offset = partings[0]?.offset ?? Infinity;
  const around = (owners: readonly Owner[]): readonly Owner[] => {
    const at = owners.findIndex(({ start, length }) => start + length > offset);
    const middle = at < 0 ? owners.length : at;
    return owners.slice(Math.max(0, middle - NEAR), middle + NEAR);
  };
  return {
    ...witness,
    ...('partings' in outcome ? { outcome: { ...outcome, partings: outcome.partings.slice(0, NEAR) } } : {}),
    fields: { source: source.length, destination: destination.length },
    source: around(source),
    destination: around(destination),
  };
}
