import { InvalidArgumentError, Option } from 'commander';
import { dialects } from '../vmstate/dialect.ts';

const INT32_MAX = 2 ** 31 - 1;

/** Default response timeouts, in seconds. */
export const CHECK_SECONDS = 10;
export const SMOKE_SECONDS = 5;

/** The handshake may take this long, or as long as a response, whichever is longer. */
const HELLO_SECONDS = 10;

/** Why a replay of one run cannot begin. */
export const RUN_WITHOUT_SEED = '--run: give --seed as well: a run is one of a seed';

/** A parser for an option that takes a whole number in an inclusive range. */
export function wholeNumber(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || value < low || value > high) {
      throw new InvalidArgumentError(`It takes a whole number from ${low} to ${high}.`);
    }
    return value;
  };
}

/** A parser for an option that takes a time: `60` or `60s`. */
export function seconds(text: string): number {
  return wholeNumber(1, 86_400)(text.replace(/s$/, ''));
}

/** A parser for an option that may be given several times. */
export function collect(value: string, previous: readonly string[]): string[] {
  return [...previous, value];
}

export function dialectOption(description: string): Option {
  return new Option('--dialect <dialect>', description).choices(dialects);
}

export function devicesOption(): Option {
  return new Option(
    '--devices <file>',
    'make the cases of real descriptions: of a QEMU program, a description set or whatever else `devices` reads; ' +
      'off: make no case like real descriptions, of which a quarter is by default',
  );
}

export function deviceNameOption(): Option {
  return new Option('--name <glob>', 'with --devices: only descriptions of this name; * and ? as in a shell');
}

export function engineCmdOption(description = 'command line of an engine that speaks the protocol'): Option {
  return new Option('--engine-cmd <command>', description);
}

export function runsOption(runs = 10_000): Option {
  return new Option('--runs <n>', 'number of cases to generate').argParser(wholeNumber(1, INT32_MAX)).default(runs);
}

export function runOption(description = 'replay only this run of the seed'): Option {
  return new Option('--run <i>', description).argParser(wholeNumber(0, INT32_MAX));
}

export function seedOption(description = 'seed of the generated cases (default: random)'): Option {
  return new Option('--seed <s>', description).argParser(wholeNumber(-INT32_MAX - 1, INT32_MAX));
}

export function timeoutOption(seconds: number): Option {
  return new Option('--timeout <seconds>', 'response timeout in seconds')
    .argParser(wholeNumber(1, 86_400))
    .default(seconds);
}

/** How long an answer may be unless told, in MiB. */
export const MAX_ANSWER_MIB = 64;

export function maxAnswerOption(): Option {
  return new Option('--max-answer <MiB>', 'longest answer that is read; a longer one is a protocol error')
    .argParser(wholeNumber(1, 512))
    .default(MAX_ANSWER_MIB);
}

/** The timeouts of a process engine, in milliseconds. */
export function timeoutsOf(seconds: number): { readonly timeoutMs: number; readonly helloTimeoutMs: number } {
  return { timeoutMs: 1000 * seconds, helloTimeoutMs: 1000 * Math.max(seconds, HELLO_SECONDS) };
}
