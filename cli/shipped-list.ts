import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The name of the list of what every release of QEMU is known to fail: `--known-failing releases`. */
export const SHIPPED = 'releases';

/** Its file in the same package, whether this runs from source or from dist/; null: the package is incomplete. */
export function shippedList(from: string = import.meta.url): string | null {
  const here = dirname(fileURLToPath(from));
  const places = [join(here, '..'), join(here, '..', '..')].map((folder) => join(folder, 'spec', 'known-failing.txt'));
  return places.find((path) => existsSync(path)) ?? null;
}
