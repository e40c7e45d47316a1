import { decodeBoolean, decodeInteger, decodeObject, decodeOptional, decodeRequired } from './decode-json.ts';
import type { Decoding } from './decoding.ts';
import { hookNames, type Hooks } from './hooks.ts';
import type { InfoResults } from './info.ts';

/** Hooks and what each returns, as a shape and a description have them. */
export function decodeHooks(decoding: Decoding, json: unknown): Hooks {
  const from = decodeObject(decoding, json, hookNames);
  return {
    pre_load: decodeOptional(decoding, from, 'pre_load', decodeInteger),
    pre_load_errp: decodeOptional(decoding, from, 'pre_load_errp', decodeBoolean),
    post_load: decodeOptional(decoding, from, 'post_load', decodeInteger),
    post_load_errp: decodeOptional(decoding, from, 'post_load_errp', decodeBoolean),
    pre_save: decodeOptional(decoding, from, 'pre_save', decodeInteger),
    pre_save_errp: decodeOptional(decoding, from, 'pre_save_errp', decodeBoolean),
    post_save: decodeOptional(decoding, from, 'post_save', decodeInteger),
  };
}

/** What the functions of a device's own info return, as a shape and a description have it. */
export function decodeResults(decoding: Decoding, json: unknown): InfoResults {
  const from = decodeObject(decoding, json, ['get', 'put']);
  return {
    get: decodeRequired(decoding, from, 'get', decodeInteger),
    put: decodeRequired(decoding, from, 'put', decodeInteger),
  };
}
