/**
 * Thrown inside `devices/` when a file cannot be read: one clear line for the
 * user. The doors of the room (`readDescriptions`, …) return it as data.
 */
export class DeviceProblem extends Error {
  override readonly name = 'DeviceProblem';
}

/** Refuses a file. */
export function refuse(message: string): never {
  throw new DeviceProblem(message);
}
