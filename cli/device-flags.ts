import type { DeviceMaker } from '../campaign/run.ts';
import type { Hello } from '../engine/engine.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import type { CommandProblem } from './outcome.ts';

/** The flags that make real descriptions the source of cases. */
export interface DeviceFlags {
  readonly devices?: string | undefined;
  readonly name?: string | undefined;
}

/** Who the cases are for. */
export interface CasesFor {
  readonly hello: Pick<Hello, 'view' | 'abi' | 'features'>;
  readonly dialect: Dialect;
}

/** The cases of real descriptions that the flags ask for; what reads programs is loaded only then. */
export async function devicesFor(flags: DeviceFlags, of: CasesFor): Promise<DeviceMaker | undefined | CommandProblem> {
  if (flags.devices === undefined && flags.name === undefined) return undefined;
  const { deviceSource } = await import('./device-source.ts');
  return deviceSource(flags, of);
}

/** The flags that bring the same source again. */
export function deviceWords({ devices, name }: DeviceFlags): string[] {
  if (devices === undefined) return [];
  return ['--devices', devices, ...(name === undefined ? [] : ['--name', name])];
}
