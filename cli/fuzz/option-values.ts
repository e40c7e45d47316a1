import { InvalidArgumentError } from 'commander';
import type { ShardChoice } from '../../campaign/fuzz/shard.ts';

const units = { s: 1, m: 60, h: 3600, '': 1 } as const;

const MOST_SECONDS = 14 * 24 * 3600;

/** A parser for an option that takes a time: `90`, `90s`, `10m`, `8h`. Its value is in seconds. */
export function durationOption(text: string): number {
  const [, digits = '', unit = ''] = /^(\d{1,9})([smh]?)$/.exec(text) ?? [];
  const seconds = Number(digits) * (unit === 's' || unit === 'm' || unit === 'h' ? units[unit] : units['']);
  if (digits === '' || seconds < 1 || seconds > MOST_SECONDS)
    throw new InvalidArgumentError('It takes a time as in 90s, 10m or 8h, at most 14 days.');
  return seconds;
}

const MOST_SHARDS = 100_000;

/** A parser for `3/8`. */
export function shardChoice(text: string): ShardChoice {
  const [, k = '', n = ''] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  const [shard, of] = [Number(k), Number(n)];
  if (k === '' || shard < 1 || shard > of || of > MOST_SHARDS)
    throw new InvalidArgumentError('It takes K/N with K from 1 to N, as in 3/8.');
  return { shard, of };
}
