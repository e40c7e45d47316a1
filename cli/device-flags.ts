import { generatorFor } from '../campaign/case-of-run.ts';
import type { DeviceMaker } from '../campaign/run.ts';
import type { Hello } from '../engine/engine.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import { usageProblem, type CommandProblem } from './outcome.ts';

/** The flags that make real descriptions the source of cases. */
export interface DeviceFlags {
  /** A file, or `off`: the generator makes no devices as real programs have. */
  readonly devices?: string | undefined;
  readonly name?: string | undefined;
}

/** Who the cases are for. */
export interface CasesFor {
  readonly hello: Hello;
  readonly dialect: Dialect;
}

/** The cases of real descriptions that the flags ask for; what reads programs is loaded only then. */
export async function devicesFor(flags: DeviceFlags, of: CasesFor): Promise<DeviceMaker | undefined | CommandProblem> {
  if (flags.devices === undefined && flags.name === undefined) return undefined;
  if (flags.devices === OFF)
    return flags.name === undefined ? withoutReal(of) : usageProblem('--name: it goes with --devices FILE');
  const { deviceSource } = await import('./device-source.ts');
  return deviceSource(flags, of);
}

/** In place of a file. */
const OFF = 'off';

/** The generator, but for the devices that are as in real tables. */
function withoutReal({ hello, dialect }: CasesFor): DeviceMaker {
  const generator = generatorFor(hello, dialect, { real: false });
  return { fromSeed: (seed, rarity) => generator.fromSeed(seed, rarity), used: OFF };
}

/** The flags that bring the same source again. */
export function deviceWords({ devices, name }: DeviceFlags): string[] {
  if (devices === undefined) return [];
  return ['--devices', devices, ...(name === undefined ? [] : ['--name', name])];
}
