import { decodeBoolean, decodeInteger, decodeObject, decodeOptional } from './decode-json.ts';
import type { Decoding } from './decoding.ts';
import { hookNames, type Hooks } from './hooks.ts';

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
