// @ts-check
import { writeSync } from 'node:fs';

/** Writes a line at once: nothing is left in a buffer when the process dies. @param {unknown} message */
export function say(message) {
  shout(`${JSON.stringify(message)}\n`);
}

/** @param {string} text */
export function shout(text) {
  writeSync(1, text);
}
