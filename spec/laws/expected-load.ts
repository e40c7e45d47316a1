import type { Engine, MaybePromise } from '../../engine/engine.ts';
import { memoryAfterLoad } from '../../generators/layout/layout.ts';
import { decode } from '../../oracle/decode.ts';
import type { VMStateDescription } from '../../vmstate/description.ts';
import { cloneMemory } from '../../vmstate/memory.ts';
import type { Case } from '../../vmstate/case.ts';
import type { Layout } from '../../generators/layout/layout.ts';
import { answerText, wrongAnswer } from '../answer.ts';
import type { Finding } from '../law.ts';
import { andThen } from '../maybe.ts';
import { sameMemory } from '../memory-differences.ts';
import type { RuleId } from '../rules.ts';

/** A load that a law wants to see: the stream is the law's own. */
export interface Wanted {
  readonly law: string;
  readonly rule: RuleId;
  readonly of: Case;
  readonly layout: Layout;
  readonly description: VMStateDescription;
  readonly wire: Uint8Array;
  readonly versionId: number;
}

/** Has the engine load the stream and compares all that can be seen with what the oracle says. */
export function expectLoad(wanted: Wanted, engine: Engine): MaybePromise<Finding> {
  const { law, rule, of, layout, description, wire, versionId } = wanted;
  const { shape } = of.model;
  const newest = { ...shape, version: description.version_id, minimumVersion: description.minimum_version_id };
  const decoded = decode(newest, layout.before, wire, versionId, of.dialect, layout.rooms);
  if (decoded.verdict === 'undefined') return 'skip';
  const request = { description, memory: cloneMemory(layout.destination), wire, versionId, resave: false };
  return andThen(engine.load(request), (load) => {
    if (load.status === 'unsupported') return 'skip';
    const expected =
      decoded.verdict === 'ok'
        ? `ok, ${decoded.consumed} bytes taken, stream error ${decoded.streamError}`
        : `rejected with ${decoded.code} (${decoded.why}), ${decoded.consumed} bytes taken, stream error ${decoded.streamError}`;
    const left = load.status === 'ok' ? load : load.status === 'rejected' ? load.left : null;
    const code = load.status === 'rejected' ? load.code : 0;
    const sameEnd = left !== null && left.consumed === decoded.consumed && left.streamError === decoded.streamError;
    const sameVerdict = (load.status === 'ok') === (decoded.verdict === 'ok') && code === (decoded.verdict === 'rejected' ? decoded.code : 0);
    if (left === null || !sameEnd || !sameVerdict) {
      const wrong = wrongAnswer(law, rule, `load of ${wire.length} bytes as version ${versionId}`, expected, load);
      const received = left === null ? answerText(load) : `${answerText(load)}, ${left.consumed} bytes taken, stream error ${left.streamError}`;
      return { ...wrong, evidence: { kind: 'answer', expected, received } };
    }
    if (decoded.verdict !== 'ok') return null;
    const after = memoryAfterLoad(layout.plan, layout.destination, decoded.values);
    if (sameMemory(after, left.memory) || decoded.unspecified.length > 0) return null;
    const at = after.bytes.findIndex((byte, i) => i < after.used && byte !== left.memory.bytes[i]);
    const block = after.blocks.findIndex(({ start, size }) => at >= start && at < start + size);
    const offset = at - (after.blocks[block]?.start ?? 0);
    const difference = { block, offset, path: null, expected: after.bytes.slice(at, at + 1), received: left.memory.bytes.slice(at, at + 1) };
    return {
      law,
      rule,
      verdict: 'nonconform',
      summary: `after the load the memory differs at block ${block} offset ${offset}`,
      evidence: { kind: 'memory', differences: [difference] },
    };
  });
}
