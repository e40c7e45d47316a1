import type { DeviceMaker } from '../campaign/run.ts';
import { abisOf } from '../campaign/case-of-run.ts';
import { DeviceCases } from '../devices/cases/device-cases.ts';
import { readBuild } from '../devices/read/read-build.ts';
import type { DescriptionSet } from '../devices/set/types.ts';
import { featuresOfDialect } from '../vmstate/forms/forms.ts';
import type { CasesFor, DeviceFlags } from './device-flags.ts';
import { globMatcher } from './glob.ts';
import { usageProblem, type CommandProblem } from './outcome.ts';

/** The cases of real descriptions that the flags ask for; undefined: they ask for none. */
export function deviceSource(flags: DeviceFlags, of: CasesFor): DeviceMaker | undefined | CommandProblem {
  const { devices: file, name } = flags;
  if (file === undefined) return name === undefined ? undefined : usageProblem('--name: it goes with --devices');
  const sets: DescriptionSet[] = [];
  for (const one of readBuild([file])) {
    if ('problem' in one) return usageProblem(`--devices: ${one.path}: ${one.problem}`);
    sets.push(one.set);
  }
  const supported = new Set(of.hello.features);
  const cases = new DeviceCases(sets, {
    dialect: of.dialect,
    abis: abisOf(of.hello),
    features: featuresOfDialect(of.dialect).filter((feature) => supported.has(feature)),
    chosen: name === undefined ? undefined : globMatcher(name),
  });
  const { count, ownInfos, leftOut } = cases;
  if (count === 0) {
    const [first] = leftOut;
    const why = first === undefined ? '' : `: ${first.name}: ${first.why}`;
    const called = name === undefined ? '' : ` called ${name}`;
    return usageProblem(`--devices: ${file} has no description${called} of which a case can be made${why}`);
  }
  return {
    fromSeed: (seed) => cases.fromSeed(seed),
    used: { file, name: name ?? null, descriptions: count, ownInfos, leftOut },
  };
}
