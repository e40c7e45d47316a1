import type { Broken } from '../engine.ts';
import type { WrittenExchange } from './watchable.ts';
import type { Connection, Listener } from './connection.ts';
import { sanitizerReport } from './sanitizer-report.ts';
import { byeBody, type RequestBody } from '../protocol/encode-request.ts';
import type { Greeted } from './handshake.ts';
import { Incidents, type Suspected } from './incidents.ts';
import { HELLO_ID } from '../protocol/hello.ts';
import type { ProcessSettings } from './options.ts';
import { createPending, type Pending, type Reader, type Trial } from './pending.ts';
import { readReply } from '../protocol/reply.ts';
import { scanInteger, scanLiteral } from '../protocol/scan.ts';
import { createSupervisor, MAX_FAILED_STARTS, type Supervisor } from './supervisor.ts';
import { severalText, unfinishedText } from './several.ts';
import { createWaiting } from './waiting.ts';
import { createWatchdog, type Watchdog } from './watchdog.ts';

/**
 * The requests of one engine, over as many processes as needed.
 *
 * Every request gets one verdict. If the process breaks with one request in flight, that
 * request fails. With several, the process is restarted and each of them runs alone: the
 * one that breaks it again fails, the others get their responses. Output that belongs to
 * no request can arrive late, so each suspect gets a process of its own, whose output is
 * read to its end before the verdict.
 */
export class Session {
  readonly #settings: ProcessSettings;
  readonly #supervisor: Supervisor;
  readonly #waiting = createWaiting();
  readonly #inFlight = new Map<number, Pending>();
  readonly #watchdog: Watchdog;
  readonly #incidents = new Incidents();
  #connection: Connection | null;
  /** Receives every request and its response. */
  #watcher: ((exchange: WrittenExchange) => void) | null = null;
  /** How the program broke down last: what it is given up for. */
  #lastFault: Broken | null = null;
  /** The request answered last. Its verdict waits for the next line, which can be a second response. */
  #held: Pending | null = null;
  /** The kind of trial that the current process is used for; null: normal use. */
  #trial: Trial | null = null;
  /** The engine wrote output while no request was in flight: the next request runs alone. */
  #strayOutput = false;
  #nextId = HELLO_ID + 1;
  /** The reason why no more requests are sent; null: requests are sent. */
  #givenUp: Pick<Broken, 'status' | 'message'> | null = null;
  /** Why no process can be started any more. */
  #lost: string | null = null;

  constructor(settings: ProcessSettings, { hello, connection }: Pick<Greeted, 'hello' | 'connection'>) {
    this.#settings = settings;
    this.#connection = connection;
    this.#watchdog = createWatchdog(settings.timeoutMs, () => {
      this.#break('hung', `no answer for ${settings.timeoutMs} ms`);
    });
    this.#supervisor = createSupervisor(settings, hello, {
      ready: (next) => {
        this.#connection = next;
        next.listener = this.#listener;
        this.#pump();
      },
      gaveUp: (message) => {
        this.#giveUpAfterFault(message);
      },
      lost: (message) => {
        this.#lost = message;
        this.#giveUpAfterFault(`given up after ${MAX_FAILED_STARTS} failed restarts; ${message}`);
      },
      changed: (message) => {
        this.#incidents.add(this.#verdict('protocol-error', message));
        this.#giveUp(message, 'protocol-error');
      },
    });
    connection.listener = this.#listener;
  }

  submit<Outcome>(body: RequestBody, reader: Reader<Outcome>): Promise<Outcome | Broken> {
    return new Promise((tell) => {
      const pending = createPending({ id: this.#nextId++, body, reader, stderr: () => this.#stderr(), tell });
      this.#waiting.push(pending);
      this.#pump();
    });
  }

  watch(listener: ((exchange: WrittenExchange) => void) | null): void {
    this.#watcher = listener;
  }

  get lost(): string | null {
    return this.#lost;
  }

  /** The failures that belong to no request, because no suspect reproduced them. */
  get incidents(): readonly Broken[] {
    return this.#incidents.all;
  }

  async close(): Promise<void> {
    this.#watchdog.rest();
    this.#supervisor.stop();
    const connection = this.#connection;
    this.#connection = null;
    this.#held?.release();
    this.#held = null;
    this.#waiting.unshift([...this.#inFlight.values()]);
    this.#inFlight.clear();
    this.#giveUp('the engine was closed');
    connection?.write(this.#nextId++, byeBody);
    await connection?.close();
  }

  readonly #listener: Listener = {
    line: (bytes, start, end) => {
      this.#line(bytes, start, end);
    },
    overflow: (message) => {
      this.#stray(message);
    },
    gone: (how) => {
      const report = sanitizerReport(this.#stderr());
      this.#break('crashed', `the engine ${how}${report === null ? '' : `: ${report}`}`);
    },
  };

  #pump(): void {
    if (this.#givenUp !== null) {
      this.#giveUp(this.#givenUp.message);
      return;
    }
    for (let next = this.#waiting.peek(); next !== undefined; next = this.#waiting.peek()) {
      if (this.#connection === null) {
        this.#supervisor.start();
        return;
      }
      if (this.#strayOutput) next.trial = 'drained';
      const busy = this.#inFlight.size > 0;
      const alone = next.trial !== null || this.#trial !== null;
      if (alone ? busy || this.#held !== null : this.#inFlight.size >= this.#settings.maxInFlight) return;
      if (next.trial === null) this.#incidents.closeTrial();
      this.#waiting.shift();
      this.#strayOutput = false;
      this.#trial = next.trial;
      this.#inFlight.set(next.id, next);
      if (!busy) this.#watchdog.progress();
      this.#connection.write(next.id, next.body);
    }
    if (this.#inFlight.size === 0 && this.#held === null) this.#incidents.closeTrial();
  }

  #line(bytes: Buffer, start: number, end: number): void {
    const scan = { bytes, at: start, end };
    const known = scanLiteral(scan, '{"id":') ? this.#inFlight.get(scanInteger(scan)) : undefined;
    if (known !== undefined) this.#watcher?.({ request: known.text(), answer: bytes.toString('utf8', start, end) });
    if (known !== undefined && scanLiteral(scan, ',') && known.scan(scan)) {
      this.#answered(known);
      return;
    }
    const reply = readReply(bytes.toString('utf8', start, end));
    const pending = reply.id === null ? undefined : this.#inFlight.get(reply.id);
    if (pending !== undefined) {
      if (reply.kind === 'answer') pending.receive(reply.response);
      else pending.spoil(this.#verdict('protocol-error', reply.message));
      this.#answered(pending);
    } else if (this.#held !== null && this.#held.id === reply.id) {
      this.#held.spoil(this.#verdict('protocol-error', `the engine answered request ${reply.id} more than once`));
    } else {
      this.#stray(
        reply.kind === 'garbage' ? reply.message : `an answer to ${reply.id}, which no open request has as its id`,
      );
    }
  }

  #answered(pending: Pending): void {
    this.#inFlight.delete(pending.id);
    this.#supervisor.answered();
    this.#held?.release();
    this.#held = pending;
    if (this.#inFlight.size > 0) {
      this.#watchdog.progress();
    } else if (this.#trial === 'drained') {
      // Any further output comes before the end of its output.
      this.#connection?.end();
      this.#drain(pending);
    } else {
      this.#watchdog.rest();
      setImmediate(() => {
        if (this.#held === pending) this.#releaseHeld();
      });
    }
    this.#pump();
  }

  /** The response counts even if the engine does not exit at the end of its input. */
  #drain(pending: Pending): void {
    this.#watchdog.rest();
    setTimeout(() => {
      if (this.#held === pending) this.#break('hung', 'the engine did not exit at the end of its input');
    }, this.#settings.closeTimeoutMs).unref();
  }

  #releaseHeld(): void {
    const held = this.#held;
    this.#held = null;
    held?.release();
    if (held !== null) this.#pump();
  }

  /** The process ended, or must be ended. */
  #break(status: 'crashed' | 'hung', message: string): void {
    const verdict = this.#verdict(status, message);
    this.#lastFault = verdict;
    const drained = this.#trial === 'drained';
    const owed = this.#discardProcess();
    this.#held?.release();
    this.#held = null;
    const [first] = owed;
    if (first === undefined) {
      if (!drained) this.#incidents.add(verdict);
    } else if (owed.length === 1) {
      this.#fail(first, verdict);
    } else {
      this.#try(owed, 'alone', {
        innocent: { ...verdict, message: severalText(verdict, owed) },
        open: { ...verdict, message: unfinishedText(verdict, owed) },
      });
    }
    this.#pump();
  }

  /** The engine wrote output that belongs to no request. */
  #stray(message: string): void {
    const verdict = this.#verdict('protocol-error', message);
    this.#lastFault = verdict;
    const tried = this.#trial === 'drained';
    const owed = this.#discardProcess();
    if (this.#held !== null) owed.unshift(this.#held);
    this.#held = null;
    const [first] = owed;
    if (first === undefined) {
      this.#strayOutput = true;
      this.#incidents.add(verdict);
    } else if (tried) {
      this.#fail(first, verdict);
    } else {
      this.#try(owed, 'drained', { innocent: verdict, open: verdict });
    }
    this.#pump();
  }

  #try(suspects: readonly Pending[], trial: Trial, suspected: Suspected): void {
    this.#incidents.suspect(suspected);
    for (const suspect of suspects) suspect.trial = suspect.trial === 'drained' ? 'drained' : trial;
    this.#waiting.unshift(suspects);
  }

  /** Returns the requests that the process did not answer. */
  #discardProcess(): Pending[] {
    this.#connection?.destroy();
    this.#connection = null;
    this.#trial = null;
    this.#watchdog.rest();
    const owed = [...this.#inFlight.values()];
    this.#inFlight.clear();
    return owed;
  }

  #giveUpAfterFault(message: string): void {
    const last = this.#lastFault;
    this.#giveUp(last === null ? message : `${last.message} (${message})`, last?.status);
  }

  #giveUp(message: string, status: Broken['status'] = 'crashed'): void {
    const why = (this.#givenUp ??= { status, message });
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      this.#fail(next, this.#verdict(why.status, why.message));
    }
  }

  #fail(pending: Pending, verdict: Broken): void {
    this.#watcher?.({ request: pending.text(), answer: null });
    this.#incidents.explain();
    pending.spoil(verdict);
    pending.release();
  }

  #verdict(status: Broken['status'], message: string): Broken {
    return { status, message, stderr: this.#stderr() };
  }

  #stderr(): string {
    return this.#connection?.stderr() ?? '';
  }
}
