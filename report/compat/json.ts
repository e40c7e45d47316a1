import type { CompatReport } from './terminal.ts';

/** The result as one JSON document: every answer with its witness, suppressed ones marked. */
export function compatJson({ result, sorted }: CompatReport): string {
  const { suppressed, stale } = sorted;
  const isSuppressed = (device: string, direction: string): boolean =>
    suppressed.some((one) => one.device === device && one.direction === direction);
  const devices = result.devices.map(({ name, answers }) => ({
    name,
    forward: { ...answers.forward, suppressed: isSuppressed(name, 'forward') },
    backward: { ...answers.backward, suppressed: isSuppressed(name, 'backward') },
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
