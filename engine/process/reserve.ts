import { ignoreOutput } from './connection.ts';
import { shakeHands, type EngineUnusable, type Greeted, type Handshake } from './handshake.ts';
import type { ProcessSettings } from './options.ts';

/** Starts a process before it is needed, so that a crash does not cost a start. */
export interface Reserve {
  /** Begins to start one, unless there is one already. */
  prepare(): void;
  /** Gives the one that is ready, or being started, to `done`; false: there is none. */
  take(done: (result: Greeted | EngineUnusable) => void): boolean;
  stop(): void;
}

export function createReserve(settings: ProcessSettings): Reserve {
  let ready: Greeted | null = null;
  let starting: Handshake | null = null;
  let wanted: ((result: Greeted | EngineUnusable) => void) | null = null;

  function keep(result: Greeted | EngineUnusable): void {
    starting = null;
    const done = wanted;
    wanted = null;
    if (done !== null) {
      done(result);
      return;
    }
    // What fails now is started again, and reported, when it is needed.
    if (result.status !== 'ready') return;
    ready = result;
    const forget = (): void => {
      if (ready === result) ready = null;
      result.connection.destroy();
    };
    // One that writes or ends without being asked is not kept.
    result.connection.listener = { ...ignoreOutput, line: forget, overflow: forget, gone: forget };
  }

  return {
    prepare() {
      if (ready === null && starting === null) starting = shakeHands(settings, keep);
    },
    take(done) {
      if (ready !== null) {
        const result = ready;
        ready = null;
        result.connection.listener = ignoreOutput;
        done(result);
        return true;
      }
      if (starting === null) return false;
      wanted = done;
      return true;
    },
    stop() {
      starting?.abort();
      starting = null;
      wanted = null;
      ready?.connection.destroy();
      ready = null;
    },
  };
}
