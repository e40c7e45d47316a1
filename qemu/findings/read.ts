import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import abi from '../../engine/protocol/schemas/abi.json' with { type: 'json' };
import description from '../../engine/protocol/schemas/description.json' with { type: 'json' };
import hex from '../../engine/protocol/schemas/hex.json' with { type: 'json' };
import measured from '../../engine/protocol/schemas/measured.json' with { type: 'json' };
import memory from '../../engine/protocol/schemas/memory.json' with { type: 'json' };
import { releases } from '../releases.ts';
import type { QemuFinding } from './finding.ts';
import schema from './finding.json' with { type: 'json' };
import { excludes } from './match.ts';

/** A file is not a valid finding. The message is one line. */
export class FindingProblem extends Error {
  override readonly name = 'FindingProblem';
}

/** Whether a rule of this id exists. */
export type IsRule = (id: string) => boolean;

let compiled: ValidateFunction<Omit<QemuFinding, 'name'>> | undefined;

function validator(): ValidateFunction<Omit<QemuFinding, 'name'>> {
  compiled ??= new Ajv2020({ strict: true, allowUnionTypes: true })
    .addSchema([abi, description, hex, measured, memory])
    .compile<Omit<QemuFinding, 'name'>>(schema);
  return compiled;
}

function firstOf(errors: readonly ErrorObject[] | null | undefined): string {
  const [error] = errors ?? [];
  return error === undefined
    ? 'is not a finding'
    : `${error.instancePath === '' ? 'the file' : error.instancePath} ${error.message ?? ''}`;
}

/** Checks what the schema cannot express; null if valid. */
function invalidity(finding: QemuFinding, isRule: IsRule): string | null {
  const unknown = finding.rules.find((id) => !isRule(id));
  if (unknown !== undefined) return `there is no rule ${unknown}`;
  for (const { says, observed, expected } of finding.exchanges) {
    for (const [release, what] of Object.entries(observed)) {
      if (releases.every((each) => each.dialect !== release)) return `there is no release ${release}`;
      if (expected !== undefined && !excludes(expected, what))
        return `the observed behaviour of ${release} also matches what is expected: ${says}`;
    }
  }
  return null;
}

/** Parses the text of docs/findings/<name>.json. Throws a FindingProblem. */
export function parseFinding(name: string, text: string, isRule: IsRule): QemuFinding {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new FindingProblem(`${name}.json: not JSON`);
  }
  const validate = validator();
  if (!validate(value)) throw new FindingProblem(`${name}.json: ${firstOf(validate.errors)}`);
  const finding: QemuFinding = { ...value, name };
  const problem = invalidity(finding, isRule);
  if (problem !== null) throw new FindingProblem(`${name}.json: ${problem}`);
  return finding;
}

/** Reads all findings of a folder, sorted by name. Throws a FindingProblem. */
export async function readFindings(folder: string, isRule: IsRule): Promise<QemuFinding[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) =>
      parseFinding(basename(file, '.json'), await readFile(join(folder, file), 'utf8'), isRule),
    ),
  );
}
