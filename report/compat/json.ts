import type { Answer, Direction } from '../../devices/compat/answer.ts';
import { headline, sentence } from './sentences.ts';
import type { CompatReport } from './terminal.ts';

/** The result as one JSON document: every answer with its witness, suppressed ones marked. */
export function compatJson({ result, sorted, sameMachine }: CompatReport): string {
  const { suppressed, stale } = sorted;
  const isSuppressed = (device: string, direction: string): boolean =>
    suppressed.some((one) => one.device === device && one.direction === direction);
  const devices = result.devices.map(({ name, answers }) => ({
    name,
    forward: answerDocument(answers.forward, 'forward', isSuppressed(name, 'forward')),
    backward: answerDocument(answers.backward, 'backward', isSuppressed(name, 'backward')),
  }));
  const { old, now, onlyOld, onlyNow, unmigratable } = result;
  const document = {
    format: 'vmstate-conformance/compat/1',
    old,
    new: now,
    sameMachine,
    devices,
    onlyOld,
    onlyNew: onlyNow,
    unmigratable,
    staleSuppressions: stale.map(({ line, text }) => ({ line, text })),
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

function answerDocument(answer: Answer, direction: Direction, suppressed: boolean): object {
  const said = sentence(answer, direction);
  return { ...answer, text: said === '' ? headline(answer) : `${headline(answer)}: ${said}`, suppressed };
}
