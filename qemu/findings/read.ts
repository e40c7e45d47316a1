import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beginDecoding, decoded, report, type Decoding } from '../../vmstate/decoding.ts';
import { issuesText, type Decoded, type PathKey } from '../../vmstate/issue.ts';
import { schemaReader } from '../../vmstate/schema-check.ts';
import { releases } from '../releases.ts';
import type { QemuFinding } from './finding.ts';
import { excludes } from './match.ts';
import { validators } from './validators.ts';

/** A file is not a valid finding. The message is one line. */
export class FindingProblem extends Error {
  override readonly name = 'FindingProblem';
}

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
      if (releases.every((each) => each.dialect !== release)) reportAt(decoding, at, `there is no release ${release}`);
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

/** Reads all findings of a folder, sorted by name. Throws a FindingProblem. */
export async function readFindings(folder: string, isRule: IsRule): Promise<QemuFinding[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) => {
      const finding = parseFinding(basename(file, '.json'), await readFile(join(folder, file), 'utf8'), isRule);
      if (!finding.ok) throw new FindingProblem(issuesText(finding.issues, file));
      return finding.value;
    }),
  );
}
