import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import abi from '../../engine/protocol/schemas/abi.json' with { type: 'json' };
import description from '../../engine/protocol/schemas/description.json' with { type: 'json' };
import hex from '../../engine/protocol/schemas/hex.json' with { type: 'json' };
import measured from '../../engine/protocol/schemas/measured.json' with { type: 'json' };
import memory from '../../engine/protocol/schemas/memory.json' with { type: 'json' };
import { rules } from '../../spec/rules/rules.ts';
import { releases } from '../releases.ts';
import type { Finding } from './finding.ts';
import schema from './finding.json' with { type: 'json' };
import { excludes } from './match.ts';

/** A file that is not a finding, told in one line. */
export class FindingProblem extends Error {
  override readonly name = 'FindingProblem';
}

let compiled: ValidateFunction<Omit<Finding, 'name'>> | undefined;

function validator(): ValidateFunction<Omit<Finding, 'name'>> {
  compiled ??= new Ajv2020({ strict: true, allowUnionTypes: true })
    .addSchema([abi, description, hex, measured, memory])
    .compile<Omit<Finding, 'name'>>(schema);
  return compiled;
}

function firstOf(errors: readonly ErrorObject[] | null | undefined): string {
  const [error] = errors ?? [];
  return error === undefined
    ? 'is not a finding'
    : `${error.instancePath === '' ? 'the file' : error.instancePath} ${error.message ?? ''}`;
}

/** What no schema can say; null when all is well. */
function nonsense(finding: Finding): string | null {
  const unknown = finding.rules.find((id) => rules.every((rule) => rule.id !== id));
  if (unknown !== undefined) return `there is no rule ${unknown}`;
  for (const { says, observed, expected } of finding.exchanges) {
    for (const [release, what] of Object.entries(observed)) {
      if (releases.every((each) => each.dialect !== release)) return `there is no release ${release}`;
      if (expected !== undefined && !excludes(expected, what))
        return `what ${release} does could be what is expected: ${says}`;
    }
  }
  return null;
}

/** Reads the text of docs/findings/<name>.json. Throws a FindingProblem. */
export function parseFinding(name: string, text: string): Finding {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new FindingProblem(`${name}.json: no JSON`);
  }
  const validate = validator();
  if (!validate(value)) throw new FindingProblem(`${name}.json: ${firstOf(validate.errors)}`);
  const finding: Finding = { ...value, name };
  const problem = nonsense(finding);
  if (problem !== null) throw new FindingProblem(`${name}.json: ${problem}`);
  return finding;
}

/** All findings of a folder, by name. */
export async function readFindings(folder: string): Promise<Finding[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) => parseFinding(basename(file, '.json'), await readFile(join(folder, file), 'utf8'))),
  );
}
