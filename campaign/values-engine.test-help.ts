import type { Engine, Hello, LoadOutcome } from '../engine/engine.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { decode } from '../oracle/load/decode.ts';
import { encode } from '../oracle/save/encode.ts';
import { saveOutcome } from '../oracle/save/outcome.ts';
import { mergeUntouched } from '../oracle/load/merge-untouched.ts';
import type { Member, Room, StructValue } from '../vmstate/model/model.ts';
import type { Dialect } from '../vmstate/dialect.ts';

/** What may be wrong with the engine: it changes the values that a load leaves. */
export type Mistake = (before: StructValue, after: StructValue) => StructValue;

/** About memory, or more than this engine needs. */
const others = ['op:measure', 'op:vmdesc', 'op:trace', 'op:written', 'op:message', 'part:hooks'];

/** How much a fresh object has room for is a matter of memory: any number of elements. */
class Endless extends Map<Member, Room> {
  override get(): Room {
    return { elements: 2 ** 31, bytes: 2 ** 31 };
  }
}

/** An engine that sees values, made of the oracle: it is right about everything, but for its mistake. */
export function valuesEngine(dialect: Dialect, mistake: Mistake = (_, after) => after): Engine {
  const { hello: reference } = createReferenceEngine({ dialect });
  const features = reference.features.filter((feature) => !others.includes(feature));
  const hello: Hello = { ...reference, name: 'values', view: 'values', abi: null, features };
  return {
    hello,
    save({ model }) {
      if (model === undefined) throw new Error('a save without a model');
      const outcome = saveOutcome(model, dialect);
      if (outcome.verdict === 'undefined') return { status: 'error', message: outcome.why };
      if (outcome.verdict === 'rejected')
        return { status: 'rejected', code: outcome.code, message: outcome.cause, left: null };
      return { status: 'ok', wire: encode(model, dialect), measured: [], memory: null };
    },
    load({ model, memory, wire, versionId, chunk, resave }): LoadOutcome {
      if (model === undefined) throw new Error('a load without a model');
      const { shape, values: before } = model;
      const loaded = decode({ shape, before, rooms: new Endless(), chunk }, wire, versionId, dialect);
      if (loaded.verdict === 'undefined') return { status: 'error', message: loaded.why };
      const right = mergeUntouched(before, loaded.values, shape, loaded);
      const values = mistake(before, right);
      const left = { consumed: loaded.consumed, streamError: loaded.streamError, memory, values };
      if (loaded.verdict === 'rejected') return { status: 'rejected', code: loaded.code, message: loaded.why, left };
      return { status: 'ok', ...left, resaved: resave ? encode({ shape, values: right }, dialect) : null };
    },
    close: () => Promise.resolve(),
  };
}
