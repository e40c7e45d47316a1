import { lackingText, meantBy, unknownFeatures, type Need, type UnknownFeature } from '../vmstate/host/features.ts';
import type { Hello } from '../engine/engine.ts';
import { converse, type Conversation } from './converse.ts';
import { bye, BYE, END_OF_INPUT, endInput, EXIT_MS, sayBye } from './endings.ts';
import {
  plainNeeds,
  plainTypes,
  type ExchangeRecord,
  type Exchange,
  type Finding,
  type SmokeHost,
  type Message,
} from './exchange.ts';
import { greet, helloExpected, helloLine, type Greeting } from './greet.ts';
import { loads } from './loads.ts';
import { savePlain } from './messages.ts';
import { unusualExchanges } from './oddities.ts';
import type { RawConnection } from './raw-connection.ts';
import { saves } from './saves.ts';
import { savePlainValue, valueExchanges } from './values.ts';
import { withViewHint } from './view-hint.ts';

export interface SmokeOptions {
  readonly command: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** How long an answer may take. */
  readonly timeoutMs?: number | undefined;
  readonly helloTimeoutMs?: number | undefined;
}

export type SmokeResult =
  | { readonly status: 'unusable'; readonly message: string }
  | {
      readonly status: 'done';
      /** Null when its hello is so wrong that no other request is possible. */
      readonly hello: Hello | null;
      readonly findings: readonly Finding[];
      /** Features that it lists and this release does not know. */
      readonly unknown: readonly UnknownFeature[];
      readonly interrupted: boolean;
    };

const HELLO = 'hello, and its description of the engine';

const memoryExchanges: readonly Exchange[] = [...saves, ...loads, ...unusualExchanges];

/** The first id after hello's. */
const FIRST_ID = 2;

/** Carries out every exchange, whatever came of those before it. */
export async function runSmoke(options: SmokeOptions): Promise<SmokeResult> {
  const { command, env, signal, timeoutMs = 5000, helloTimeoutMs = 10_000 } = options;
  const start = (): Promise<Greeting> => greet(command, env, helloTimeoutMs);
  let connection: RawConnection | null = null;
  const stopped = (): boolean => signal.aborted;
  const stop = (): void => {
    connection?.kill();
  };
  signal.addEventListener('abort', stop);
  try {
    const first = await start();
    if (first.kind === 'unusable') return { status: 'unusable', message: first.message };
    connection = first.connection;
    const greeted = helloFinding(first);
    if (first.kind === 'wrong') {
      const rest = names.map((name) => skipped(name, 'there is no valid hello'));
      return { status: 'done', hello: null, findings: [greeted, ...rest], unknown: [], interrupted: signal.aborted };
    }
    const findings: Finding[] = [];
    const { hello } = first;
    const plain = plainTypes.find((type) => hello.features.includes(`info:${type}`)) ?? 'uint8';
    const host: SmokeHost = {
      abi: hello.abi ?? { pointerSize: 8, byteOrder: 'little' },
      anyAbi: hello.abi === null,
      plain,
      counted: hello.features.includes('VMS_VARRAY_UINT16') ? 'VMS_VARRAY_UINT16' : 'VMS_VARRAY',
    };
    const seesValues = hello.view === 'values';
    let id = FIRST_ID;

    /** Starts the engine again if the one before is gone. */
    async function tell(name: string, messages: readonly Message[], talk: Talk): Promise<void> {
      if (stopped()) return;
      if (connection === null) {
        const again = await start();
        if (again.kind === 'unusable') {
          findings.push(skipped(name, 'the engine does not start again'));
          return;
        }
        connection = again.connection;
        id = FIRST_ID;
      }
      const conversation = await talk(connection, messages, id, timeoutMs);
      id += messages.length;
      // Killed in the middle: that says nothing of the engine.
      if (stopped()) return;
      findings.push(findingOf(name, messages, conversation, connection));
      if (!conversation.broken) return;
      connection.kill();
      connection = null;
    }

    for (const { name, needs, messages } of seesValues ? valueExchanges : memoryExchanges) {
      const lacks = lacking(hello, needs);
      if (lacks === null) await tell(name, messages(host), converse);
      else findings.push(skipped(name, lacks));
    }
    // These exchanges end a process that has answered nothing but hello.
    const judged = withViewHint(findings.splice(0), hello.view);
    await tell(BYE, [bye], (one, _messages, next, ms) => sayBye(one, next, ms));
    stop();
    connection = null;
    await tell(
      END_OF_INPUT,
      lacking(hello, plainNeeds) === null ? [seesValues ? savePlainValue(host, 0x2a) : savePlain(host, 0x2a)] : [],
      endInput,
    );
    // What lacks its prefix alone is a mistake, and has been called one.
    const unknown = unknownFeatures(hello.features).filter(({ feature }) => meantBy(feature) === null);
    return { status: 'done', hello, findings: [greeted, ...judged, ...findings], unknown, interrupted: signal.aborted };
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
    await connection?.ended(EXIT_MS);
  }
}

type Talk = (
  connection: RawConnection,
  messages: readonly Message[],
  id: number,
  timeoutMs: number,
) => Promise<Conversation>;

const names: readonly string[] = [...memoryExchanges.map(({ name }) => name), BYE, END_OF_INPUT];

function skipped(name: string, reason: string): Finding {
  return { name, verdict: 'skipped', reason };
}

/** Why an exchange is left out, or null. */
function lacking({ features }: Hello, needs: readonly Need[]): string | null {
  const lacks = lackingText(features, needs);
  return lacks === null ? null : `not in features: ${lacks}`;
}

function helloFinding(greeting: Exclude<Greeting, { kind: 'unusable' }>): Finding {
  const { problems, received, connection } = greeting;
  if (problems.length === 0) return { name: HELLO, verdict: 'ok' };
  const stderr = connection.stderr();
  const evidence: ExchangeRecord = {
    problems,
    sent: [helloLine],
    expected: [helloExpected(received)],
    received: [received],
    stderr,
  };
  return { name: HELLO, verdict: 'failed', evidence };
}

function findingOf(name: string, messages: readonly Message[], talk: Conversation, connection: RawConnection): Finding {
  const { sent, received, gone } = talk;
  const problems = gone === null ? talk.problems : [`the engine ${gone}`, ...talk.problems];
  if (problems.length === 0) return { name, verdict: 'ok' };
  const expected = messages.map((message) => message.expected.map((one) => JSON.stringify(one)).join(' or '));
  return { name, verdict: 'failed', evidence: { problems, sent, expected, received, stderr: connection.stderr() } };
}
