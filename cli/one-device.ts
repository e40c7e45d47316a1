import { DeviceCases } from '../devices/cases/device-cases.ts';
import { readBuild } from '../devices/read/read-build.ts';
import type { DescriptionSet, DeviceDescription } from '../devices/set/types.ts';
import type { Case } from '../vmstate/case/case.ts';
import { isDialect, type Dialect } from '../vmstate/dialect.ts';
import { featuresOfDialect } from '../vmstate/forms/forms.ts';
import { abis } from '../vmstate/host/abi.ts';
import { usageProblem, type CommandProblem } from './outcome.ts';

/** One real description. */
export interface OneDevice {
  readonly path: string;
  readonly set: DescriptionSet;
  readonly description: DeviceDescription;
  /** How many have this name. */
  readonly alike: number;
}

/** `serial`, or `serial#2` for the second of that name. */
export function findDevice(file: string, text: string): OneDevice | CommandProblem {
  const [, name = text, place = '1'] = /^(.+)#(\d{1,4})$/s.exec(text) ?? [];
  const found: Omit<OneDevice, 'alike'>[] = [];
  for (const one of readBuild([file])) {
    if ('problem' in one) return usageProblem(`--from: ${one.path}: ${one.problem}`);
    const { set, path } = one;
    for (const description of set.descriptions) if (description.name === name) found.push({ path, set, description });
  }
  const device = found[Number(place) - 1];
  if (device !== undefined) return { ...device, alike: found.length };
  return usageProblem(
    found.length === 0
      ? `--device: ${file} has no description called ${name}; 'devices ${file}' lists them`
      : `--device: ${file} has ${found.length} called ${name}, not ${place}`,
  );
}

/** A case of one description: its shape and the values of a seed. Without `dialect` that of the file decides. */
export function caseOfDevice(
  { set, description }: OneDevice,
  seed: number,
  dialect: Dialect | undefined,
): Case | CommandProblem {
  const own = set.source.dialect;
  const spoken = dialect ?? (own !== undefined && isDialect(own) ? own : 'qemu-11.1');
  // A subsection is shown by itself, too.
  const alone = set.descriptions.map((one) => (one === description ? { ...one, role: 'device' as const } : one));
  const cases = new DeviceCases([{ ...set, descriptions: alone }], {
    dialect: spoken,
    abis: abis.slice(0, 1),
    features: featuresOfDialect(spoken),
    chosen: (_, index) => set.descriptions[index] === description,
  });
  const [why] = cases.leftOut;
  return cases.count > 0 ? cases.fromSeed(seed) : usageProblem(`--device: no case can be generated: ${why?.why ?? ''}`);
}
