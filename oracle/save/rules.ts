import type { Dialect } from '../../vmstate/dialect.ts';

/** In what the releases differ when a save fails. */
export interface SaveRules {
  /**
   * The functions inside say true or false: only a negative `pre_save` fails,
   * `post_save` returns nothing, every failure becomes -EINVAL (since 11.1).
   */
  readonly saysBool: boolean;
  /**
   * What a struct does with the error of a failed element:
   * - report: prints it, there is no errp (7.2)
   * - set-vstruct: sets its own, although a VMS_VSTRUCT may have set one; that
   *   is an assertion. A VMS_STRUCT and a subsection are not given errp, and
   *   post_save sets no error; since 9.2 both do
   *   (8.2; the same of 10.0.0 to 10.1.0)
   * - prepend: prepends to it, although a nested struct was not given errp and
   *   a positive value of an info sets none; the NULL pointer is followed (10.0.13)
   * - set: sets its own, although a nested struct has set one; that is an
   *   assertion (10.2)
   * - pass: prepends to it, and it is always set (since 11.1)
   */
  readonly errors: 'report' | 'set-vstruct' | 'prepend' | 'set' | 'pass';
}

const rules: Readonly<Record<Dialect, SaveRules>> = {
  'qemu-7.2': { saysBool: false, errors: 'report' },
  'qemu-8.2': { saysBool: false, errors: 'set-vstruct' },
  'qemu-10.0': { saysBool: false, errors: 'prepend' },
  'qemu-10.2': { saysBool: false, errors: 'set' },
  'qemu-11.1': { saysBool: true, errors: 'pass' },
  'qemu-11.2': { saysBool: true, errors: 'pass' },
};

export function saveRulesOf(dialect: Dialect): SaveRules {
  return rules[dialect];
}
