import type { Dialect } from '../../vmstate/dialect.ts';

/** In what the releases differ when a save fails. */
export interface SaveRules {
  /**
   * The functions inside say true or false: only a negative `pre_save` fails,
   * `post_save` returns nothing, every failure becomes -EINVAL (since 11).
   */
  readonly saysBool: boolean;
  /**
   * What a struct does with the error of a failed element:
   * - report: prints it, there is no errp (7.2)
   * - prepend: prepends to it, although a nested struct was not given errp and
   *   a positive value of an info sets none; the NULL pointer is followed (10.0)
   * - set: sets its own, although a nested struct has set one; that is an
   *   assertion (10.2)
   * - pass: prepends to it, and it is always set (since 11)
   */
  readonly errors: 'report' | 'prepend' | 'set' | 'pass';
}

const rules: Readonly<Record<Dialect, SaveRules>> = {
  'qemu-7.2': { saysBool: false, errors: 'report' },
  'qemu-10.0': { saysBool: false, errors: 'prepend' },
  'qemu-10.2': { saysBool: false, errors: 'set' },
  'qemu-11.1': { saysBool: true, errors: 'pass' },
};

export function saveRulesOf(dialect: Dialect): SaveRules {
  return rules[dialect];
}
