import type {
  Broken,
  Engine,
  Loaded,
  LoadOutcome,
  LoadRequest,
  MaybePromise,
  Rejected,
  Saved,
  SaveOutcome,
  SaveRequest,
} from './engine.ts';

/**
 * The engine with its features taken for promises: an answer without a member that a listed feature adds to it
 * breaks the protocol, so that no law takes it for an engine that never could.
 */
export function heldToFeatures(engine: Engine): Engine {
  const known = held.get(engine);
  if (known !== undefined) return known;
  const { hello } = engine;
  const features = new Set(hello.features);
  const made: Engine = {
    hello,
    get incidents() {
      return engine.incidents ?? [];
    },
    get lost() {
      return engine.lost ?? null;
    },
    save: (request) =>
      after(engine.save(request), (answer) => checked(answer, omittedFromSave(features, request, answer))),
    load: (request) =>
      after(engine.load(request), (answer) => checked(answer, omittedFromLoad(features, request, answer))),
    close: () => engine.close(),
  };
  held.set(engine, made);
  held.set(made, made);
  return made;
}

const held = new WeakMap<Engine, Engine>();

/** A member that is missing, and the feature that promises it. */
interface Omitted {
  readonly member: string;
  readonly feature: string;
}

function omittedFromSave(features: ReadonlySet<string>, request: SaveRequest, answer: SaveOutcome): Omitted | null {
  if (answer.status !== 'ok' && answer.status !== 'rejected') return null;
  if (answer.status === 'rejected' && answer.written === undefined && features.has('op:written'))
    return { member: 'written', feature: 'op:written' };
  if (answer.status === 'rejected' && answer.messages === undefined && features.has('op:message'))
    return { member: 'messages', feature: 'op:message' };
  if (answer.status === 'ok' && request.vmdesc === true && answer.vmdesc === undefined && features.has('op:vmdesc'))
    return { member: 'vmdesc', feature: 'op:vmdesc' };
  return omittedTrace(features, request, answer);
}

function omittedFromLoad(features: ReadonlySet<string>, request: LoadRequest, answer: LoadOutcome): Omitted | null {
  if (answer.status !== 'ok' && answer.status !== 'rejected') return null;
  const isWhole = request.chunk === undefined;
  if (answer.status === 'rejected' && isWhole && answer.messages === undefined && features.has('op:message'))
    return { member: 'messages', feature: 'op:message' };
  return omittedTrace(features, request, answer);
}

function omittedTrace(
  features: ReadonlySet<string>,
  { trace }: SaveRequest | LoadRequest,
  answer: Saved | Loaded | Rejected,
): Omitted | null {
  if (trace !== true) return null;
  if (answer.trace === undefined && features.has('op:trace')) return { member: 'trace', feature: 'op:trace' };
  if (answer.opaques === undefined && features.has('op:opaque')) return { member: 'opaques', feature: 'op:opaque' };
  return null;
}

function checked<T>(answer: T, omitted: Omitted | null): T | Broken {
  if (omitted === null) return answer;
  const { member, feature } = omitted;
  return { status: 'protocol-error', message: `it lists ${feature}, and its answer has no ${member}`, stderr: '' };
}

/** At once where the answer is there. */
function after<T, U>(value: MaybePromise<T>, next: (value: T) => U): MaybePromise<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}
