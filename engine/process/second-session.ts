import type { Broken, Hello } from '../engine.ts';
import type { RequestBody } from '../protocol/encode-request.ts';
import { shakeHands, type Handshake } from './handshake.ts';
import type { ProcessSettings } from './options.ts';
import type { Reader } from './pending.ts';
import { Session } from './session.ts';
import { changeOf } from './supervisor.ts';
import type { WrittenExchange } from './watchable.ts';

/** Where requests are sent. */
export type Submit = <Outcome>(body: RequestBody, reader: Reader<Outcome>) => Promise<Outcome | Broken>;

/**
 * A second process of the program, for requests that may end it. In flight beside others, one that
 * ends the process takes them along: each is asked again, alone, and the process ends once more.
 */
export interface SecondSession {
  readonly submit: Submit;
  watch(listener: ((exchange: WrittenExchange) => void) | null): void;
  readonly incidents: readonly Broken[];
  readonly lost: string | null;
  close(): Promise<void>;
}

/**
 * It is started by its first request. Where the program cannot be started a second time, or its hello is then
 * another, the first process is asked.
 */
export function createSecondSession(settings: ProcessSettings, hello: Hello, first: Session): SecondSession {
  const own: ProcessSettings = { ...settings, maxInFlight: 1, maxFruitlessRestarts: Infinity };
  /** While it is being started; `giveUp` sends what waits for it to the first process. */
  let starting: { readonly handshake: Handshake; readonly giveUp: () => void } | null = null;
  let second: Session | null = null;
  let watcher: ((exchange: WrittenExchange) => void) | null = null;
  let started: Promise<Session> | null = null;
  const start = (): Promise<Session> =>
    new Promise((resolve) => {
      const handshake = shakeHands(own, (result) => {
        starting = null;
        if (result.status !== 'ready') {
          resolve(first);
        } else if (changeOf(hello, result.hello) !== null) {
          result.connection.destroy();
          resolve(first);
        } else {
          second = new Session(own, result);
          second.watch(watcher);
          resolve(second);
        }
      });
      const giveUp = (): void => {
        resolve(first);
      };
      starting = { handshake, giveUp };
    });
  return {
    submit: async (body, reader) => (await (started ??= start())).submit(body, reader),
    watch(listener) {
      watcher = listener;
      second?.watch(listener);
    },
    get incidents() {
      return second?.incidents ?? [];
    },
    get lost() {
      return second?.lost ?? null;
    },
    async close() {
      starting?.handshake.abort();
      starting?.giveUp();
      // What is asked from now on has the answer of what is closed.
      started ??= Promise.resolve(first);
      await second?.close();
    },
  };
}
