import type { LintFinding, Severity } from '../../devices/lint/finding.ts';
import { truncate } from '../terminal/truncate.ts';
import { fingerprints, ruleDescriptors, sarifLog, uriOf, type SarifLevel, type SarifResult } from './log.ts';

/** The findings of one file. */
export interface LintedFile {
  /** As it was given; of an archive `FILE:MEMBER`. */
  readonly file: string;
  readonly findings: readonly LintFinding[];
}

/** What a report says beside the findings. */
export interface LintSarifContext {
  /** Version of this package. */
  readonly version: string;
  /** False when a file could not be read. */
  readonly complete: boolean;
}

/** The findings of `lint` as SARIF: the rule broken, the file, and the field as a logical location. */
export function lintSarif(files: readonly LintedFile[], { version, complete }: LintSarifContext): string {
  const cited = new Set(files.flatMap(({ findings }) => findings.map(({ rule }) => rule)));
  return sarifLog({
    version,
    complete,
    rules: ruleDescriptors(({ id }) => cited.has(id)),
    results: files.flatMap(({ file, findings }) => findings.map((finding) => lintResult(file, finding))),
  });
}

function lintResult(file: string, { severity, id, rule, path, text, fix }: LintFinding): SarifResult {
  return {
    ruleId: rule,
    level: levelOf(severity),
    message: { text: `${severity}: ${truncate(path)}: ${truncate(text)}\nFix: ${truncate(fix)}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(file) } },
        logicalLocations: [{ fullyQualifiedName: truncate(path), kind: 'field' }],
      },
    ],
    partialFingerprints: fingerprints(rule, id, path),
    properties: { check: id, severity },
  };
}

function levelOf(severity: Severity): SarifLevel {
  switch (severity) {
    case 'illegal':
    case 'refused':
      return 'error';
    case 'trap':
      return 'warning';
  }
}
