import { isDialect } from '../../vmstate/dialect.ts';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beginDecoding, decoded, report, type Decoding } from '../../vmstate/decoding.ts';
import type { Decoded, Issue, PathKey } from '../../vmstate/issue.ts';
import { schemaReader } from '../../vmstate/schema-check.ts';
import type { QemuFinding } from './finding.ts';
import { excludes } from './match.ts';
import { validators } from './validators.ts';

/** Whether a rule of this id exists. */
export type IsRule = (id: string) => boolean;

const readFindingFile = schemaReader(validators.finding);

/** Reports what the schema cannot express. */
function checkFinding(decoding: Decoding, finding: QemuFinding, isRule: IsRule): void {
  finding.rules.forEach((id, i) => {
    if (!isRule(id)) reportAt(decoding, ['rules', i], `there is no rule ${id}`);
  });
  finding.exchanges.forEach(({ says, observed, expected }, i) => {
    for (const [release, what] of Object.entries(observed)) {
      const at = ['exchanges', i, 'observed', release];
      if (!isDialect(release)) reportAt(decoding, at, `there is no release ${release}`);
      else if (expected !== undefined && !excludes(expected, what))
        reportAt(decoding, at, `the observed behaviour also matches what is expected: ${says}`);
    }
  });
}

function reportAt({ issues }: Decoding, path: PathKey[], message: string): void {
  report({ path, issues }, 'reference', message);
}

/** Parses the text of docs/findings/<name>.json. */
export function parseFinding(name: string, text: string, isRule: IsRule): Decoded<QemuFinding> {
  const file = readFindingFile(text);
  if (!file.ok) return file;
  const finding: QemuFinding = { ...file.value, name };
  const decoding = beginDecoding();
  checkFinding(decoding, finding, isRule);
  return decoded(decoding, finding);
}

/** Reads all findings of a folder, sorted by name. The path of an issue starts with the name of its file. */
export async function readFindings(folder: string, isRule: IsRule): Promise<Decoded<readonly QemuFinding[]>> {
  const findings: QemuFinding[] = [];
  const issues: Issue[] = [];
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()) {
    const read = parseFinding(basename(file, '.json'), await readFile(join(folder, file), 'utf8'), isRule);
    if (read.ok) findings.push(read.value);
    else issues.push(...read.issues.map((issue) => ({ ...issue, path: [file, ...issue.path] })));
  }
  const [first, ...others] = issues;
  return first === undefined ? { ok: true, value: findings } : { ok: false, issues: [first, ...others] };
}
