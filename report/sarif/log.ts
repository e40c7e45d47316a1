import type { Level, Rule } from '../../spec/rules/rules.ts';
import { rules } from '../../spec/rules/rules.ts';

/*
 * The part of SARIF 2.1.0 that the reports use:
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */

export type SarifLevel = 'error' | 'warning' | 'note';

/** reportingDescriptor (3.49). */
export interface SarifRule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown?: string };
  readonly helpUri: string;
  readonly defaultConfiguration: { readonly level: SarifLevel };
  readonly properties: { readonly tags: readonly string[] };
}

/** A location (3.28) of which the artifact is known, and possibly a line of it. */
export interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region?: { readonly startLine: number };
  };
  readonly logicalLocations?: readonly { readonly fullyQualifiedName: string; readonly kind: string }[];
}

/** A result (3.27). */
export interface SarifResult {
  readonly ruleId: string;
  readonly level: SarifLevel;
  readonly message: { readonly text: string };
  readonly locations: readonly SarifLocation[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly { readonly kind: 'external'; readonly justification: string }[];
  readonly properties: Readonly<Record<string, string | number>>;
}

/** What a run is made from. */
export interface SarifRun {
  /** Tells runs of one log apart; absent: it is the only one. */
  readonly id?: string;
  /** Version of this package. */
  readonly version: string;
  /** False when the run did not reach its end. */
  readonly complete: boolean;
  readonly rules: readonly SarifRule[];
  readonly results: readonly SarifResult[];
}

const REPOSITORY = 'https://github.com/vmstate-conformance/vmstate-conformance';

/** A SARIF 2.1.0 log, ending in a newline. */
export function sarifLog(...runs: readonly SarifRun[]): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: runs.map(runDocument),
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function runDocument({ id, version, complete, rules: known, results }: SarifRun): object {
  const driver = { name: 'vmstate-conformance', informationUri: REPOSITORY, version, rules: known };
  return {
    tool: { driver },
    ...(id === undefined ? {} : { automationDetails: { id: `${id}/` } }),
    columnKind: 'utf16CodeUnits',
    invocations: [{ executionSuccessful: complete }],
    results: results.map((result) => ({
      ...result,
      ruleIndex: known.findIndex((rule) => rule.id === result.ruleId),
    })),
  };
}

/** The descriptors of these rules, in the order of spec/rules/rules.md. */
export function ruleDescriptors(wanted: (rule: Rule) => boolean): SarifRule[] {
  return rules.filter(wanted).map(({ id, level, statement, source }) => ({
    id,
    shortDescription: { text: statement },
    help: { text: `${statement}\n\nQEMU: ${source}`, markdown: `${markdownText(statement)}\n\nQEMU: \`${source}\`` },
    helpUri: `${REPOSITORY}/blob/main/spec/rules/rules.md#${id.toLowerCase()}`,
    defaultConfiguration: { level: levelOf(level) },
    properties: { tags: [level] },
  }));
}

/** The level of a violation of the rule. */
export function ruleLevel(id: string): SarifLevel {
  return levelOf(rules.find((rule) => rule.id === id)?.level ?? 'must');
}

function levelOf(level: Level): SarifLevel {
  switch (level) {
    case 'must':
      return 'error';
    case 'should':
      return 'warning';
    case 'quirk':
      return 'note';
  }
}

/** The descriptor of a check of the suite that no rule of QEMU stands behind. */
export function ownRule(id: string, text: string): SarifRule {
  return {
    id,
    shortDescription: { text },
    help: { text },
    helpUri: `${REPOSITORY}/blob/main/docs/run-in-ci.md`,
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['suite'] },
  };
}

/**
 * Fingerprints that stay the same from run to run: built from names alone, not
 * from seeds or cases. GitHub reads `primaryLocationLineHash` and no other.
 */
export function fingerprints(...parts: readonly string[]): Readonly<Record<string, string>> {
  const of = parts.map(encoded).join(':');
  return { primaryLocationLineHash: of, 'vmstateConformance/v1': of };
}

/** A path as a URI reference: relative to the working directory, or `file:`. */
export function uriOf(path: string): string {
  const parts = path.replaceAll('\\', '/').replace(/^(?:\.\/+)+/, '');
  const uri = parts.split('/').map(encoded).join('/');
  return parts.startsWith('/') ? `file://${uri}` : uri;
}

/** Percent-encoded; half a surrogate pair, which has no encoding, becomes U+FFFD. */
function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}

function markdownText(text: string): string {
  return text.replace(/[\\*_<>`[\]]/g, String.raw`\$&`);
}
