import type { Engine, MaybePromise } from '../../engine/engine.ts';
import type { VMStateDescription } from '../../vmstate/host/description.ts';
import type { Memory } from '../../vmstate/host/memory.ts';
import type { Model } from '../../vmstate/model/model.ts';
import { wrongAnswer } from '../answer.ts';
import { sameBytes } from '../differences/bytes.ts';
import { differentBytes } from '../differences/save-bytes.ts';
import type { LawOutcome } from '../law.ts';
import { andThen } from '../maybe-promise.ts';
import type { Subject } from '../subject.ts';
import type { Cited } from '../violation.ts';

/** A save of a device that a law has made of a case, and that nothing refuses. */
export interface WantedBytes extends Cited {
  /** What is saved, in words: `a tree that is not there`. */
  readonly what: string;
  /** The device, as the oracle knows it. */
  readonly subject: Subject;
  readonly description: VMStateDescription;
  readonly memory: Memory;
  readonly model: Model;
  /** What it is saved as; `isOther`: not what the oracle says of the model. */
  readonly wire: Uint8Array;
  readonly isOther?: true | undefined;
  /** What the law did to the device. */
  readonly step: string;
}

/** Has the engine save the device and compares the bytes. */
export function expectBytes(wanted: WantedBytes, engine: Engine): MaybePromise<LawOutcome> {
  const { law, rule, what, subject, description, memory, model, wire, isOther, step } = wanted;
  const probe = { device: { model, description }, steps: [step] };
  return andThen(
    engine.save({ description, memory, measure: false, returnMemory: false, model }),
    (save): LawOutcome => {
      if (save.status === 'unsupported') return 'skip';
      if (save.status !== 'ok') return { ...wrongAnswer({ law, rule }, `save of ${what}`, 'ok', save), probe };
      if (sameBytes(save.wire, wire)) return null;
      const found = differentBytes(law, { ...subject, case: { ...subject.case, model } }, save.wire, 'save');
      // Spans are of what the oracle says.
      const evidence = isOther
        ? ({ kind: 'bytes', expected: wire, received: save.wire, spans: [] } as const)
        : found.evidence;
      return { ...found, rule, evidence, probe };
    },
  );
}
