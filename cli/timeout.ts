import { Option } from 'commander';
import { wholeNumber } from './numbers.ts';

/** How long `check` bears with an engine that owes an answer and gives none, and how long `smoke` does. */
export const CHECK_SECONDS = 10;
export const SMOKE_SECONDS = 5;

/** Hello may take this long, and longer where answers may. */
const HELLO_SECONDS = 10;

/** An interpreter under a debugger, or on a busy machine, may need more than the default. */
export function timeoutOption(standard: number): Option {
  return new Option('--timeout <seconds>', 'how long an engine that owes an answer may be silent')
    .argParser(wholeNumber(1, 86_400))
    .default(standard);
}

/** The limits in the words of those who keep them. */
export function timeoutsOf(seconds: number): { readonly timeoutMs: number; readonly helloTimeoutMs: number } {
  return { timeoutMs: 1000 * seconds, helloTimeoutMs: 1000 * Math.max(seconds, HELLO_SECONDS) };
}
