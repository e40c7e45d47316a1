import type { Hello } from '../engine.ts';
import { connect, ignoreOutput, type Connection } from './connection.ts';
import { helloBody } from '../protocol/encode-request.ts';
import { HELLO_ID, readHello } from '../protocol/hello.ts';
import { nameOf, type ProcessSettings } from './options.ts';
import { lastLines } from './tail.ts';

/**
 * A program that cannot be used as an engine, and why: one message for the user.
 *
 * @since 0.1.0
 */
export interface EngineUnusable {
  readonly status: 'unusable';
  readonly message: string;
}

export interface Greeted {
  readonly status: 'ready';
  readonly hello: Hello;
  readonly connection: Connection;
}

/** Starts the program and exchanges hellos. `abort` takes it back; `done` is called once, later. */
export interface Handshake {
  abort(): void;
}

export function shakeHands(settings: ProcessSettings, done: (result: Greeted | EngineUnusable) => void): Handshake {
  let connection: Connection | null = null;
  let settled = false;

  const timer = setTimeout(() => {
    fail(`it did not answer hello within ${settings.helloTimeoutMs} ms`);
  }, settings.helloTimeoutMs);

  function settle(result: Greeted | EngineUnusable): void {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    done(result);
  }

  function fail(problem: string): void {
    if (settled) return;
    const stderr = lastLines(connection?.stderr() ?? '', 10);
    connection?.destroy();
    const said = stderr === '' ? '' : `\nits last words on stderr:\n${stderr}`;
    settle({
      status: 'unusable',
      message: `${nameOf([settings.command, ...settings.args])} is not a usable engine: ${problem}${said}`,
    });
  }

  function greet(line: string): void {
    const hello = readHello(line);
    if ('problem' in hello) fail(hello.problem);
    else if (connection !== null) settle({ status: 'ready', hello, connection });
  }

  try {
    connection = connect(settings, {
      line: (bytes, start, end) => {
        greet(bytes.toString('utf8', start, end));
      },
      overflow: fail,
      gone: (how) => {
        fail(`it ${how} (hello was not answered)`);
      },
    });
    connection.write(HELLO_ID, helloBody);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    queueMicrotask(() => {
      fail(`it cannot be started: ${problem}`);
    });
  }

  return {
    abort() {
      settled = true;
      clearTimeout(timer);
      if (connection === null) return;
      connection.listener = ignoreOutput;
      connection.destroy();
    },
  };
}
