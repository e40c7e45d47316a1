import type { Engine, MaybePromise } from '../../engine/engine.ts';
import { saveOutcome } from '../../oracle/save/outcome.ts';
import type { Case } from '../../vmstate/case/case.ts';
import type { VMStateDescription } from '../../vmstate/host/description.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import type { Memory } from '../../vmstate/host/memory.ts';
import type { Model } from '../../vmstate/model/model.ts';
import { ruleOfSaveEnd } from '../attribution/attribute-save.ts';
import { answerText, wrongAnswer } from '../answer.ts';
import type { LawOutcome } from '../law.ts';
import { andThen } from '../maybe-promise.ts';
import type { RuleId } from '../rules/rules.ts';
import { differentMessages } from '../differences/messages.ts';
import { differentSaveOpaques } from '../differences/opaques.ts';
import { differentTrace, tracesOf } from '../differences/trace.ts';
import { differentWritten } from '../differences/written-bytes.ts';

/** A save of which a law checks the trace and the return code. */
export interface WantedSave {
  readonly law: string;
  readonly model: Model;
  readonly dialect: Dialect;
  readonly description: VMStateDescription;
  readonly source: Memory;
  /** The case whose layout the source is: then the objects that the calls get are compared, too. */
  readonly of?: Case | undefined;
  /** What the law did to bring this save about, a line each. */
  readonly steps?: readonly string[] | undefined;
  /** The rule that a save breaks which does not end so; absent: one of hooks. */
  readonly rule?: RuleId | undefined;
}

/** Has the engine save and compares its calls into the device, and how it ends, with what the oracle says. */
export function expectSave(
  { law, model, dialect, description, source, of, steps = [], rule: given }: WantedSave,
  engine: Engine,
): MaybePromise<LawOutcome> {
  if (!tracesOf(engine)) return 'skip';
  const ending = saveOutcome(model, dialect);
  const { verdict, code, trace } = ending;
  if (verdict === 'undefined') return 'skip';
  return andThen(
    engine.save({ description, memory: source, measure: false, returnMemory: false, trace: true, model }),
    (save) => {
      if (save.status === 'unsupported') return 'skip';
      const isRefused = save.status === 'rejected' && verdict === 'rejected';
      const rule = isRefused ? 'VMS-CODE-1' : (given ?? ruleOfSaveEnd(ending, model.shape));
      const expected = verdict === 'ok' ? 'ok' : `rejected with ${code}`;
      const same = save.status === 'rejected' ? isRefused && save.code === code : save.status === verdict;
      const probe = { device: { model, description }, steps };
      const found =
        'trace' in save && (same || isRefused)
          ? differentTrace(law, model.shape, { expected: trace, received: save.trace, isSave: true })
          : null;
      // Other calls are worse than another code.
      if (!same && found === null)
        return {
          ...wrongAnswer({ law, rule }, 'save', expected, save),
          evidence: { kind: 'answer', expected, received: answerText(save) },
          probe,
        };
      const object =
        found === null && of !== undefined && 'trace' in save ? differentSaveOpaques(law, of, ending, save) : null;
      const worst =
        found ??
        object ??
        (save.status === 'rejected' ? differentWritten(law, { model, dialect }, save.written) : null) ??
        (save.status === 'rejected' && ending.verdict === 'rejected'
          ? differentMessages({ law, dialect, operation: 'save', messages: ending.messages }, save.messages)
          : null);
      return worst === null ? null : { ...worst, probe };
    },
  );
}
