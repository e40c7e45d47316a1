import type { Case } from '../../vmstate/case/case.ts';
import { abiName } from '../../vmstate/host/abi.ts';
import type { FailureJson, LoadDocument } from '../json/document.ts';
import { plural } from '../terminal/words.ts';
import { isAsSaved } from './shown-bytes.ts';

/** What was done, in order, and what came of it. */
export function stepsOf(failure: FailureJson, of: Case | null): string[] {
  const { violation, memory, steps } = failure;
  const { summary, evidence } = violation;
  const blocks = memory === null ? '' : `: ${plural(memory.blocks.length + memory.blocksLeftOut, 'block')} of memory`;
  const host = of === null ? 'a' : `a ${abiName(of.abi)}`;
  return [
    ...(of === null
      ? []
      : [
          `Lay out device “${of.model.shape.name}” v${of.model.shape.version} on ${host} host (seed ${of.seed})${blocks}.`,
        ]),
    ...(steps.length > 0 ? steps : [ownStep(failure)]),
    ...(evidence.kind === 'answer' ? [`Expected: ${firstLine(evidence.expected)}`] : []),
    `${verdictWord(violation.verdict)}: ${summary}`,
  ];
}

/** The step of a law that judges the case's own save or load. */
function ownStep({ violation: { load }, saved }: FailureJson): string {
  if (load !== undefined)
    return `Load a stream of ${plural(load.wire.length / 2, 'byte')} as version ${load.versionId}${alteration(load)}.`;
  return `Save it.${saved === null ? '' : ` The rules give ${plural(saved.bytes.length / 2, 'byte')}.`}`;
}

function alteration(load: LoadDocument): string {
  const {
    wire,
    saved: { bytes },
  } = load;
  if (isAsSaved(load)) return ', as it was saved';
  if (wire.startsWith(bytes)) return `: the ${plural(bytes.length / 2, 'byte')} that were saved, and more behind them`;
  if (bytes.startsWith(wire)) return `, cut off from ${plural(bytes.length / 2, 'byte')}`;
  let at = 0;
  while (wire.slice(at, at + 2) === bytes.slice(at, at + 2)) at += 2;
  return `, altered from byte ${at / 2} on`;
}

function firstLine(text: string): string {
  const [first = '', ...others] = text.split('\n');
  return others.length === 0 ? first : `${first} …`;
}

function verdictWord(verdict: string): string {
  switch (verdict) {
    case 'nonconform':
      return 'The engine does otherwise';
    case 'crashed':
      return 'The engine crashes';
    case 'hung':
      return 'The engine does not answer';
    case 'protocol-error':
      return 'The engine breaks the protocol';
    default:
      return verdict;
  }
}
