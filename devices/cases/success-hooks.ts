import { traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import type { Hooks } from '../../vmstate/hooks.ts';
import type { DeviceDescription } from '../set/types.ts';

/** The hooks that a description has, each of which succeeds: what they do is not in the tables. */
export function successHooks({ hooks }: DeviceDescription, dialect: Dialect): Hooks | undefined {
  const { errpHooks } = traitsOf(dialect);
  const plain = (name: 'pre_load' | 'post_load' | 'pre_save' | 'post_save'): number | undefined =>
    hooks[name] === undefined ? undefined : 0;
  const errp = (name: 'pre_load_errp' | 'post_load_errp' | 'pre_save_errp'): boolean | undefined =>
    hooks[name] === undefined || !errpHooks ? undefined : true;
  const found: Hooks = {
    pre_load: plain('pre_load'),
    pre_load_errp: errp('pre_load_errp'),
    post_load: plain('post_load'),
    post_load_errp: errp('post_load_errp'),
    pre_save: plain('pre_save'),
    pre_save_errp: errp('pre_save_errp'),
    post_save: plain('post_save'),
  };
  return Object.values(found).some((result) => result !== undefined) ? found : undefined;
}
