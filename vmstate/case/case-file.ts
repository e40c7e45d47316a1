import { abiNames, abiOfName, abiName } from '../host/abi.ts';
import type { Case } from './case.ts';
import { dialects } from '../dialect.ts';
import { decodeIndex, decodeObject, decodeRequired, oneOfNames } from '../decode-json.ts';
import { beginDecoding, decodeAt, decoded, parseJson, reportValue, type Decoding } from '../decoding.ts';
import type { Decoded } from '../issue.ts';
import { checkHost } from './check-host.ts';
import { decodeModel } from '../model/decode-model.ts';
import type { Model } from '../model/model.ts';
import { shapeJson } from '../model/shape-json.ts';
import { valueJson } from '../model/value-json.ts';

const FORMAT = 'vmstate-conformance/case/1';

/**
 * Writes a case as JSON: 64-bit values as decimal strings, bytes as lower-case hex. Equal
 * cases give equal texts. {@link parseCase} reads it.
 *
 * @example
 * ```ts
 * await writeFile('case.json', formatCase(failure.case));
 * ```
 * @since 0.1.0
 */
export function formatCase({ dialect, abi, seed, model }: Case): string {
  const file = {
    format: FORMAT,
    dialect,
    abi: abiName(abi),
    seed,
    model: { shape: shapeJson(model.shape), values: model.values.map(valueJson) },
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** A request that a failing case led to, and its answer; as lines, of whatever protocol. */
export interface CaseExchange {
  readonly request: string;
  readonly answer: string | null;
}

/** The same with what was sent and answered when it failed; a reader takes no notice of that. */
export function formatCaseWith(of: Case, exchanges: readonly CaseExchange[]): string {
  if (exchanges.length === 0) return formatCase(of);
  const text = formatCase(of);
  const told = exchanges.map(({ request, answer }) => ({ request, answer }));
  return `${text.slice(0, text.lastIndexOf('}')).trimEnd()},\n "exchanges": ${JSON.stringify(told, null, 1)}\n}\n`;
}

/**
 * Reads the JSON text of a case, as `schemas/case.json` describes it. Nothing is thrown:
 * errors are issues, each with the path to what is wrong.
 *
 * @example
 * ```ts
 * const read = parseCase(await readFile('case.json', 'utf8'));
 * if (read.ok) await judge(read.value, engine);
 * else console.error(issuesText(read.issues, 'case'));
 * ```
 * @since 0.1.0
 */
export function parseCase(text: string): Decoded<Case> {
  const json = parseJson(text);
  if (!json.ok) return json;
  const decoding = beginDecoding();
  return decoded(decoding, decodeCase(decoding, json.value));
}

function decodeCase(decoding: Decoding, json: unknown): Case {
  const from = decodeObject(decoding, json, ['format', 'dialect', 'abi', 'seed', 'model', 'exchanges']);
  decodeRequired(decoding, from, 'format', oneOfNames([FORMAT]));
  const of: Case = {
    dialect: decodeRequired(decoding, from, 'dialect', oneOfNames(dialects)),
    abi: abiOfName(decodeRequired(decoding, from, 'abi', oneOfNames(abiNames))),
    seed: decodeRequired(decoding, from, 'seed', decodeSeed),
    model: decodeRequired(decoding, from, 'model', decodeWholeModel),
  };
  if (decoding.issues.length === 0)
    decodeAt(decoding, 'model', () => {
      checkHost(decoding, of.model.shape, of.abi);
    });
  return of;
}

function decodeSeed(decoding: Decoding, json: unknown): number {
  const seed = decodeIndex(decoding, json);
  if (seed >= 2 ** 32) reportValue(decoding, 'range', 'an integer below 2^32', json);
  return seed;
}

function decodeWholeModel(decoding: Decoding, json: unknown): Model {
  const { shape, values } = decodeObject(decoding, json, ['shape', 'values']);
  return decodeModel(decoding, { shape, values });
}
