import { plural } from '../../vmstate/plural.ts';
import type { Engine, MaybePromise } from '../../engine/engine.ts';
import { decode } from '../../oracle/load/decode.ts';
import { mergeUntouched } from '../../oracle/load/merge-untouched.ts';
import type { LawOutcome } from '../law.ts';
import { andThen } from '../maybe-promise.ts';
import type { Subject } from '../subject.ts';
import { askLoad, isTooLarge, judgeLoad } from './load.ts';
import { expectedOf, type Wanted } from './wanted-load.ts';

/** Has the engine load `first`, and then the whole stream into the memory after that load. */
export function expectSecondLoad(
  law: string,
  subject: Subject,
  first: Uint8Array,
  engine: Engine,
): MaybePromise<LawOutcome> {
  const { case: of, layout, stream, decoded: own } = subject;
  const { description } = layout.plan;
  const { shape } = of.model;
  const pointerSize = engine.hello.view === 'memory' ? of.abi.pointerSize : 8;
  const target = { shape, before: layout.before, rooms: layout.rooms, pointerSize };
  const before = first === stream ? own : decode(target, first, shape.version, of.dialect);
  if (before.verdict === 'undefined') return 'skip';
  const wanted = { law, rule: 'VMS-LOAD-4', of, layout, description, versionId: shape.version } as const;
  return andThen(askLoad({ ...wanted, wire: first }, engine), (load) => {
    const left = load.status === 'ok' ? load : load.status === 'rejected' ? load.left : null;
    // What is wrong with the first load other laws say.
    if (left === null || (load.status === 'ok') !== (before.verdict === 'ok') || left.consumed !== before.consumed)
      return 'skip';
    const into = { memory: left.memory, before: mergeUntouched(layout.before, before.values, shape, before) };
    const how = load.status === 'rejected' ? `refused with ${load.code}` : 'ok';
    const steps = [`load ${plural(first.length, 'byte')} as version ${shape.version}: ${how}`];
    const second: Wanted = { ...wanted, wire: stream, into, pointerSize, steps };
    const decoded = expectedOf(second);
    if (decoded.verdict === 'undefined') return 'skip';
    if (isTooLarge(second, decoded)) return 'too-large';
    return andThen(askLoad(second, engine), (again) => judgeLoad(second, decoded, again));
  });
}
