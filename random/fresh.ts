// Not node:crypto, which takes longer to load than a case to judge: these must differ, not be secret.

/** A 32-bit seed that no other run had. */
export function freshSeed(): number {
  return Math.floor(Math.random() * 2 ** 32) - 2 ** 31;
}

/** A part of a file's name that no other process makes. */
export function freshName(): string {
  return `${process.pid.toString(36)}-${Math.random().toString(36).slice(2)}`;
}
