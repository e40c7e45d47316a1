import { InvalidArgumentError, Option } from 'commander';
import { isQueueUrl } from './library.ts';

/** `--queue redis://…` of `fuzz` and `worker`. */
export function queueOption(): Option {
  return new Option(
    '--queue <url>',
    'a Redis or Valkey server, as in redis://localhost or rediss://:password@host',
  ).argParser((text) => {
    if (!isQueueUrl(text)) throw new InvalidArgumentError('It takes redis://HOST or rediss://HOST.');
    return text;
  });
}
