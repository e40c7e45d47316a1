import type { Hello } from '../engine.ts';
import type { Connection } from './connection.ts';
import { shakeHands, type EngineUnusable, type Greeted, type Handshake } from './handshake.ts';
import type { ProcessSettings } from './options.ts';
import { createReserve } from './reserve.ts';

/** Restarts the engine when needed: as often as it goes on to answer, for some laws let it abort. */
export interface Supervisor {
  /** Starts a process unless one is being started; the result comes as `ready`, `gaveUp` or `lost`. */
  start(): void;
  /** A request was answered: resets the count of restarts in a row without an answer. */
  answered(): void;
  stop(): void;
}

export interface SupervisorEvents {
  ready(connection: Connection): void;
  /** The engine will not be started again. */
  gaveUp(message: string): void;
  /** It could not be, several times in a row. */
  lost(message: string): void;
  /** The program says other things of itself than before: no answer of it would mean anything. */
  changed(message: string): void;
}

/** Starts in a row without a hello after which the supervisor gives up. */
export const MAX_FAILED_STARTS: number = 3;

/** The same of a program that has never answered a request: it will not begin to. */
const MAX_SILENT_RESTARTS = 30;

/** `promised`: what the engine said of itself the first time. */
export function createSupervisor(settings: ProcessSettings, promised: Hello, events: SupervisorEvents): Supervisor {
  const reserve = createReserve(settings);
  let handshake: Handshake | null = null;
  /** A process is being started, or waited for. */
  let waiting = false;
  let fruitless = 0;
  let failedStarts = 0;
  let silent = true;
  let stopped = false;
  const most = settings.maxFruitlessRestarts;
  // One that is there to be ended need not answer.
  const mostSilent = most === Infinity ? most : Math.min(MAX_SILENT_RESTARTS, most);

  function start(): void {
    if (waiting) return;
    if (fruitless >= (silent ? mostSilent : most)) {
      events.gaveUp(`given up after ${fruitless} restarts in a row without a response`);
    } else {
      fruitless += 1;
      waiting = true;
      if (!reserve.take(onResult)) handshake = shakeHands(settings, onResult);
    }
  }

  function onResult(result: Greeted | EngineUnusable): void {
    handshake = null;
    waiting = false;
    if (result.status === 'ready') {
      const change = changeOf(promised, result.hello);
      if (change !== null) {
        result.connection.destroy();
        events.changed(`after a restart its hello has another ${change} than before`);
        return;
      }
      failedStarts = 0;
      events.ready(result.connection);
      // One that broke down will do so again.
      if (!stopped) reserve.prepare();
      return;
    }
    failedStarts += 1;
    if (failedStarts < MAX_FAILED_STARTS) start();
    else events.lost(result.message);
  }

  return {
    start,
    answered() {
      silent = false;
      fruitless = 0;
    },
    stop() {
      stopped = true;
      reserve.stop();
      handshake?.abort();
      handshake = null;
    },
  };
}

/** What a hello says otherwise than the one before it; null: nothing that matters. */
export function changeOf(before: Hello, now: Hello): string | null {
  const listed = ({ features }: Hello): string => JSON.stringify([...features].sort());
  if (before.dialect !== now.dialect) return 'dialect';
  if (before.view !== now.view) return 'view';
  if (JSON.stringify(before.abi) !== JSON.stringify(now.abi)) return 'ABI';
  return listed(before) === listed(now) ? null : 'list of features';
}
