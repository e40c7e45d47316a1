import type { Connection } from './connection.ts';
import { shakeHands, type EngineUnusable, type Greeted, type Handshake } from './handshake.ts';
import type { ProcessSettings } from './options.ts';

/** Starts the engine again when it is needed, but not for ever. */
export interface Supervisor {
  /** Starts a process unless one is being started; the result comes by `onReady` or `onHopeless`. */
  start(): void;
  /** A request has been answered: the restarts were worth it. */
  answered(): void;
  stop(): void;
}

export interface SupervisorEvents {
  ready(connection: Connection): void;
  /** No further process will come. */
  hopeless(message: string): void;
}

/** Processes in a row that do not get as far as hello before the engine is given up. */
const MAX_FAILED_STARTS = 3;

export function createSupervisor(settings: ProcessSettings, events: SupervisorEvents): Supervisor {
  let handshake: Handshake | null = null;
  let restarts = 0;
  let fruitless = 0;
  let failedStarts = 0;

  function start(): void {
    if (handshake !== null) return;
    if (restarts >= settings.maxRestarts) {
      events.hopeless(`given up after ${restarts} restarts`);
    } else if (fruitless >= settings.maxFruitlessRestarts) {
      events.hopeless(`given up after ${fruitless} restarts in a row without one answer`);
    } else {
      restarts += 1;
      fruitless += 1;
      handshake = shakeHands(settings, onResult);
    }
  }

  function onResult(result: Greeted | EngineUnusable): void {
    handshake = null;
    if (result.status === 'ready') {
      failedStarts = 0;
      events.ready(result.connection);
      return;
    }
    failedStarts += 1;
    if (failedStarts < MAX_FAILED_STARTS) start();
    else events.hopeless(`given up after ${failedStarts} failed restarts; ${result.message}`);
  }

  return {
    start,
    answered() {
      fruitless = 0;
    },
    stop() {
      handshake?.abort();
      handshake = null;
    },
  };
}
