/** What AddressSanitizer or UndefinedBehaviorSanitizer found, in their own words. */
const found = /(?:ERROR: AddressSanitizer: ([^\n]*?)(?: on address| at pc|\n|$))|(?:: runtime error: ([^\n]+))/;

/** A frame of the stack: `    #3 0x5639bb666c01 in save_buffer /tree/migration/vmstate-types.c:508`. */
const frame = /^\s*#\d+ 0x[0-9a-f]+ in (\S+) (\S+)/gm;

/** Frames of the compiler's and of the C library's own. */
const foreign = /libsanitizer|^\/usr\/|\.\.\/(?:csu|sysdeps|string)\//;

/**
 * One line about the report of a sanitizer in what an engine wrote to stderr:
 * what was found, and the first line of the engine's own code in the stack.
 * Null when there is no report.
 */
export function sanitizerReport(stderr: string): string | null {
  const match = found.exec(stderr);
  if (match === null) return null;
  const what = match[1] ?? match[2] ?? '';
  for (const [, name = '', place = ''] of stderr.slice(match.index).matchAll(frame)) {
    if (!foreign.test(place)) return `${what} in ${name} (${place.split('/').slice(-2).join('/')})`;
  }
  return what;
}
