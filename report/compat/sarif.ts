import type { Incompatibility } from '../../devices/compat/suppressions.ts';
import { headline, sentence, sideNames } from './sentences.ts';
import type { CompatReport } from './terminal.ts';

const rules = {
  conditional: 'A stream loads only under a condition',
  refused: 'A stream is refused',
  shifted: 'The fields of a stream shift',
  reinterpreted: 'A stream loads with other values',
  unknown: 'It is unknown whether a stream loads',
} as const;

/** The findings as SARIF 2.1.0; suppressed ones are marked as such. */
export function compatSarif({ result, sorted }: CompatReport): string {
  const { now } = result;
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'vmstate-conformance compat',
            rules: Object.entries(rules).map(([id, text]) => ({ id: `compat/${id}`, shortDescription: { text } })),
          },
        },
        results: [
          ...sorted.findings.map((finding) => resultOf(finding, now.file, false)),
          ...sorted.suppressed.map((finding) => resultOf(finding, now.file, true)),
        ],
      },
    ],
  };
  return `${JSON.stringify(log, null, 1)}\n`;
}

function resultOf({ device, direction, answer }: Incompatibility, file: string, suppressed: boolean): object {
  const { saves, loads } = sideNames(direction);
  const isBreak = answer.kind !== 'conditional' && answer.kind !== 'unknown';
  return {
    ruleId: `compat/${answer.kind}`,
    level: isBreak ? 'error' : 'warning',
    message: { text: `${device}: ${saves} to ${loads}: ${headline(answer)}: ${sentence(answer, direction)}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: encodeURI(file) } },
        logicalLocations: [{ name: device, kind: 'type' }],
      },
    ],
    partialFingerprints: { 'device/direction/kind': `${device}/${direction}/${answer.kind}` },
    ...(suppressed ? { suppressions: [{ kind: 'external' }] } : {}),
  };
}
