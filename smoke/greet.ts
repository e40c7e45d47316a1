import { isDialect, dialects } from '../vmstate/dialect.ts';
import { knownFeatures, meantBy, memoryOperations } from '../vmstate/host/features.ts';
import type { Hello } from '../engine/engine.ts';
import { PROTOCOL_VERSION } from '../engine/protocol/encode-request.ts';
import { isJsonArray, isObject, show, type JsonObject } from '../engine/protocol/fault.ts';
import { HELLO_ID, readHello } from '../engine/protocol/hello.ts';
import { nameOf } from '../engine/process/options.ts';
import { readReply } from '../engine/protocol/reply.ts';
import { openRaw, type RawConnection } from './raw-connection.ts';
import { schemaProblems } from './schemas.ts';

/** What came of starting the program and saying hello. */
export type Greeting =
  | { readonly kind: 'unusable'; readonly message: string }
  | {
      readonly kind: 'wrong';
      readonly problems: readonly string[];
      readonly received: string;
      readonly connection: RawConnection;
    }
  | {
      readonly kind: 'hello';
      readonly hello: Hello;
      readonly problems: readonly string[];
      readonly received: string;
      readonly connection: RawConnection;
    };

export const helloLine: string = JSON.stringify({ id: HELLO_ID, op: 'hello', protocol: PROTOCOL_VERSION });

/** What a hello must say, for those who are shown a wrong one: of the view that it names, or of either. */
export function helloExpected(received: string): string {
  const reply = readReply(received);
  const view = reply.kind === 'answer' ? reply.response['view'] : undefined;
  const memory = helloOf('memory', { pointer_size: 8, byte_order: 'little' });
  const values = helloOf('values', null);
  return view === 'values' ? values : view === 'memory' ? memory : `${memory} or ${values}`;
}

function helloOf(view: Hello['view'], abi: JsonObject | null): string {
  const engine = { name: 'mine', version: '1', language: 'C' };
  return JSON.stringify({
    id: HELLO_ID,
    status: 'ok',
    protocol: PROTOCOL_VERSION,
    engine,
    dialect: dialects.at(-1),
    view,
    abi,
    features: ['VMS_SINGLE', 'info:uint8'],
  });
}

export async function greet(command: readonly string[], env: NodeJS.ProcessEnv, timeoutMs: number): Promise<Greeting> {
  let connection: RawConnection;
  try {
    connection = openRaw(command, env);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { kind: 'unusable', message: `${nameOf(command)} is not a usable engine: it cannot be started: ${problem}` };
  }
  connection.write(helloLine);
  const read = await connection.read(timeoutMs);
  if (read.kind === 'line') return judge(read.line, connection);
  connection.kill();
  const stderr = connection.stderr();
  const said = stderr === '' ? '' : `\nits last words on stderr:\n${stderr}`;
  const problem =
    read.kind === 'late' ? `did not answer hello within ${timeoutMs} ms` : `${read.how} (hello was not answered)`;
  return { kind: 'unusable', message: `${nameOf(command)} is not a usable engine: it ${problem}${said}` };
}

function judge(received: string, connection: RawConnection): Greeting {
  const hello = readHello(received);
  const reply = readReply(received);
  const response = reply.kind === 'answer' ? reply.response : {};
  if ('problem' in hello) {
    const schema = reply.kind === 'answer' && response['status'] === 'ok' ? schemaProblems('hello', response) : [];
    return { kind: 'wrong', problems: schema.length > 0 ? schema : [hello.problem], received, connection };
  }
  return { kind: 'hello', hello, problems: fieldProblems(response), received, connection };
}

/** Mistakes that no schema forbids. */
function fieldProblems({ dialect, view, features, engine }: JsonObject): string[] {
  const problems: string[] = [];
  if (typeof dialect === 'string' && !isDialect(dialect)) problems.push(`dialect is ${show(dialect)}`);
  if (isObject(engine) && engine['version'] === '') problems.push('engine.version is empty');
  if (!isJsonArray(features)) return problems;
  for (const operation of view === 'values' ? memoryOperations.filter((each) => features.includes(each)) : [])
    problems.push(`features lists "${operation}", but values have neither sizes nor addresses`);
  for (const feature of new Set(features)) {
    if (features.filter((each) => each === feature).length > 1)
      problems.push(`features lists ${show(feature)} more than once`);
    const meant = meaningOf(feature);
    if (meant !== null) problems.push(`features lists ${show(feature)}: that is ${show(meant)} in this protocol`);
  }
  return problems;
}

/** A feature without its prefix: the suite would never use it. */
function meaningOf(feature: unknown): string | null {
  return typeof feature !== 'string' || knownFeatures.includes(feature) ? null : meantBy(feature);
}
