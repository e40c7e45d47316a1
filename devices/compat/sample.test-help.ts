import { setOfDescription } from '../set/from-description.ts';
import { compareDevice, type Described, type DeviceAnswers, type Knowledge } from './compare-device.ts';

/** Nothing is known but the descriptions. */
export const nothingKnown: Knowledge = { ownInfos: new Map(), valueOf: () => undefined };

export function sampleField(name: string, info: string, size: number, more: object = {}): object {
  return { name, offset: 0, size, flags: ['VMS_SINGLE'], info, ...more };
}

export function u32(name: string, more: object = {}): object {
  return sampleField(name, 'uint32', 4, more);
}

export function u8(name: string, more: object = {}): object {
  return sampleField(name, 'uint8', 1, more);
}

export function array(name: string, num: number, more: object = {}): object {
  return u32(name, { flags: ['VMS_ARRAY'], num, ...more });
}

export function sampleStruct(name: string, fields: readonly object[], more: object = {}): object {
  const vmsd = { name: `${name}_t`, version_id: 1, minimum_version_id: 1, fields };
  return { name, offset: 0, size: 16, flags: ['VMS_STRUCT'], vmsd, ...more };
}

export function device(fields: readonly object[], more: object = {}): object {
  return { name: 'dev', version_id: 1, minimum_version_id: 1, fields, ...more };
}

export function part(name: string, fields: readonly object[], more: object = {}): object {
  return { name, version_id: 1, minimum_version_id: 1, fields, ...more };
}

export function describedBy(json: object): Described {
  const set = setOfDescription(json, { file: 'x', kind: 'description' });
  return { set, index: set.descriptions.length - 1 };
}

export function answersOfJson(old: object, now: object, knowledge: Knowledge = nothingKnown): DeviceAnswers {
  return compareDevice(describedBy(old), describedBy(now), knowledge);
}

/** An answer in one line: its kind, and the fields at which the sides part. */
export function answerLine(answers: DeviceAnswers, direction: 'forward' | 'backward'): string {
  const answer = answers[direction];
  switch (answer.kind) {
    case 'compatible':
      return answer.alike.length === 0
        ? 'compatible'
        : `compatible: alike ${answer.alike.flatMap((one) => one.fields).join(' ')}`;
    case 'conditional':
      return answer.conditions
        .map((one) => {
          switch (one.kind) {
            case 'subsection':
              return `if ${one.name} is not sent`;
            case 'test':
              return `if ${one.fields.join(' ')} of ${one.side} is ${one.holds}`;
            case 'check':
              return `if ${one.field} passes`;
          }
        })
        .join(', ');
    case 'unknown':
      return `unknown: ${answer.why}`;
    default: {
      const { outcome } = answer.witness;
      if (outcome.kind === 'refused') return `refused: ${outcome.check}`;
      if (outcome.kind === 'unknown') return outcome.why;
      const [parting] = outcome.kind === 'shifted' ? [outcome.parting] : outcome.partings;
      const at = `${parting?.source?.path ?? 'end'} | ${parting?.destination?.path ?? 'end'}`;
      return outcome.kind === 'shifted' ? `shifted by ${outcome.bytes} at ${at}` : `reinterpreted at ${at}`;
    }
  }
}
