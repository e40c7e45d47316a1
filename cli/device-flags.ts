/** The flags that make real descriptions the source of cases. */
export interface DeviceFlags {
  readonly devices?: string | undefined;
  readonly name?: string | undefined;
}

/** Whether one of them is there, be it without the other. */
export function asksForDevices({ devices, name }: DeviceFlags): boolean {
  return devices !== undefined || name !== undefined;
}

/** The flags that bring the same source again. */
export function deviceWords({ devices, name }: DeviceFlags): string[] {
  if (devices === undefined) return [];
  return ['--devices', devices, ...(name === undefined ? [] : ['--name', name])];
}
