import type { Incompatibility, Suppression } from '../../devices/compat/suppressions.ts';
import { fingerprints, ownRule, sarifLog, uriOf, type SarifLevel, type SarifResult } from '../sarif/log.ts';
import { alikeConditions, type AlikeCondition } from './alike-conditions.ts';
import { headline, sentence, sideNames } from './sentences.ts';
import type { CompatReport } from './terminal.ts';

const texts = {
  conditional: 'A stream loads only under a condition',
  refused: 'A stream is refused',
  shifted: 'The fields of a stream shift',
  reinterpreted: 'A stream loads with other values',
  unknown: 'It is unknown whether a stream loads',
  alike: 'A stream loads only if both sides are alike in something',
  'stale-suppression': 'A suppression matches nothing',
} as const;

type RuleName = keyof typeof texts;

const levels: Readonly<Record<RuleName, SarifLevel>> = {
  conditional: 'warning',
  refused: 'error',
  shifted: 'error',
  reinterpreted: 'error',
  unknown: 'warning',
  alike: 'note',
  'stale-suppression': 'error',
};

const names: readonly RuleName[] = [
  'conditional',
  'refused',
  'shifted',
  'reinterpreted',
  'unknown',
  'alike',
  'stale-suppression',
];

/** The findings as SARIF 2.1.0; suppressed ones are marked as such. */
export function compatSarif({ result, sorted, sameMachine }: CompatReport, version: string): string {
  const { file } = result.now;
  const { findings, suppressed, stale } = sorted;
  return sarifLog({
    version,
    complete: true,
    rules: names.map((name) => ({
      ...ownRule(`compat/${name}`, texts[name]),
      helpUri: ownRule('', '').helpUri.replace('run-in-ci', 'device-changed'),
      defaultConfiguration: { level: levels[name] },
    })),
    results: [
      ...findings.map((finding) => resultOf(finding, file)),
      ...suppressed.map((finding) => ({
        ...resultOf(finding, file),
        suppressions: justified(finding, sorted.reasons),
      })),
      ...(sameMachine ? [] : alikeConditions(result).map((one) => alikeResult(one, file))),
      ...stale.map((one) => staleResult(one, file)),
    ],
  });
}

function justified(
  finding: Incompatibility,
  reasons: ReadonlyMap<Incompatibility, string>,
): NonNullable<SarifResult['suppressions']> {
  return [{ kind: 'external', justification: reasons.get(finding) ?? '' }];
}

function resultOf({ device, direction, answer }: Incompatibility, file: string): SarifResult {
  const { saves, loads } = sideNames(direction);
  const { kind } = answer;
  return {
    ...base(kind, file, `${device}: ${saves} to ${loads}: ${headline(answer)}: ${sentence(answer, direction)}`),
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(file) } },
        logicalLocations: [{ fullyQualifiedName: device, kind: 'type' }],
      },
    ],
    partialFingerprints: fingerprints('compat', device, direction, kind),
    properties: { device, direction },
  };
}

function alikeResult({ text, devices, otherwise }: AlikeCondition, file: string): SarifResult {
  return {
    ...base('alike', file, `${text} must be alike on both sides; else ${otherwise}`),
    partialFingerprints: fingerprints('compat', 'alike', text),
    properties: { devices },
  };
}

function staleResult({ line, text }: Suppression, file: string): SarifResult {
  return {
    ...base('stale-suppression', file, `line ${line} of the suppressions matches nothing: ${text}`),
    partialFingerprints: fingerprints('compat', 'stale', text),
    properties: { line },
  };
}

function base(
  name: RuleName,
  file: string,
  text: string,
): Pick<SarifResult, 'ruleId' | 'level' | 'message' | 'locations'> {
  return {
    ruleId: `compat/${name}`,
    level: levels[name],
    message: { text },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) } } }],
  };
}
