import type { Dialect } from '../dialect.ts';
import { namesOfFlags, VMS } from '../host/flags.ts';
import { checkedInfos, scalars } from '../info.ts';
import { formsOf, type Form } from './forms.ts';

/** The types that a form's elements can be of, as the generation statistics name them. */
function typesOf({ flags, type }: Form): readonly string[] {
  switch (type) {
    case 'scalar':
      // What a load must find, it never allocates.
      return (flags & (VMS.ALLOC | VMS.ARRAY_OF_POINTER_AUTO_ALLOC)) === 0
        ? [...scalars, ...checkedInfos, 'timer', 'failing']
        : scalars;
    case 'unused':
      return ['unused_buffer'];
    case 'list':
      return ['qtailq', 'qlist'];
    case 'tree':
      return ['gtree'];
    case 'bytearray':
      return ['g_byte_array'];
    case 'buffer':
    case 'bitmap':
    case 'tmp':
    case 'struct':
    case 'validate':
      return [type];
  }
}

/** Every flag word of a dialect with every type that goes with it. */
export function combinationsOfDialect(dialect: Dialect): { readonly flags: number; readonly type: string }[] {
  return formsOf(dialect).flatMap((form) => typesOf(form).map((type) => ({ flags: form.flags, type })));
}

/** The words for a flag word and a type, without VMS_MUST_EXIST, which goes with all: `VMS_POINTER | VMS_ARRAY of uint32`. */
export function combinationText(flags: number, type: string): string {
  const names = namesOfFlags(type === 'validate' ? flags : flags & ~VMS.MUST_EXIST);
  return `${names.length === 0 ? 'no flag' : names.join(' | ')} of ${type}`;
}
