import { encodeDescription } from '../engine/protocol/encode-description.ts';
import { encodeMemory } from '../engine/protocol/encode-memory.ts';
import { prepare } from '../spec/subject.ts';
import { formatCase } from '../vmstate/case/case-file.ts';
import type { Case } from '../vmstate/case/case.ts';

/** A case with its description, both memories and the oracle's bytes, in the protocol's format. */
export function fullCaseJson(of: Case): string {
  const { layout, wire, stream } = prepare(of);
  const parts = [
    `"case":${JSON.stringify(JSON.parse(formatCase(of)))}`,
    `"description":${encodeDescription(layout.plan.description)}`,
    `"memory":${encodeMemory(layout.source, true)}`,
    `"destination":${encodeMemory(layout.destination, true)}`,
    `"wire":"${Buffer.from(wire).toString('hex')}"`,
    // The suite's loads read the bytes followed by a trailer, which a load must not consume.
    `"stream":"${Buffer.from(stream).toString('hex')}"`,
  ];
  return `{${parts.join(',\n')}}\n`;
}
