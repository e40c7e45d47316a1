import { traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import { failingResults, positiveResults, type Hooks } from '../../vmstate/hooks.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import type { Making, Sketch } from './sketch.ts';

/**
 * Draws the hooks of a struct; undefined for most structs. Nearly all hooks succeed, and
 * none fails where the release itself would abort (see `survives`).
 */
export function drawHooks(making: Making, sketch: Sketch): Hooks | undefined {
  const { draw, palette } = making;
  if (!draw.chance(15)) return undefined;
  const { errpHooks } = traitsOf(palette.dialect);
  const plain = (hook: PlainHook, percent: number): number | undefined =>
    draw.chance(percent) ? drawResult(making, sketch, hook) : undefined;
  const errp = (hook: PlainHook): boolean | undefined =>
    errpHooks && draw.chance(18) ? !draw.chance(1.5) || !survives(palette.dialect, sketch, hook, EINVAL) : undefined;
  return {
    pre_load: plain('pre_load', 40),
    pre_load_errp: errp('pre_load'),
    post_load: plain('post_load', 50),
    post_load_errp: errp('post_load'),
    pre_save: plain('pre_save', 40),
    pre_save_errp: errp('pre_save'),
    post_save: plain('post_save', 30),
  };
}

type PlainHook = 'pre_load' | 'post_load' | 'pre_save' | 'post_save';

function drawResult({ draw, palette: { dialect } }: Making, sketch: Sketch, hook: PlainHook): number {
  const pick = draw.below(200);
  if (pick >= 6) return 0;
  const results = pick < 3 ? failingResults : positiveResults;
  const result = results[draw.below(results.length)] ?? EINVAL;
  return survives(dialect, sketch, hook, result) ? result : 0;
}

/**
 * Whether QEMU survives a nonzero `result` of an info's put: as for a pre_save, but in 10.0
 * a positive result sets no error to prepend to (vmstate_save_state_v, error_prepend).
 */
export function survivesPut(dialect: Dialect, { reach }: Sketch, result: number): boolean {
  if (result === 0 || (dialect !== 'qemu-8.2' && dialect !== 'qemu-10.0' && dialect !== 'qemu-10.2')) return true;
  if (reach === 'nested') return false;
  return result < 0 || (dialect === 'qemu-8.2' ? reach === 'outer' : dialect === 'qemu-10.2' && reach === 'outer');
}

/**
 * Whether QEMU survives a nonzero `result` of a hook. `Error` was introduced into
 * vmstate.c step by step, and in some releases a failure hits an assertion or a NULL
 * pointer:
 * - 8.2: the error of a VMS_VSTRUCT whose save fails is set twice;
 * - 10.0: a struct whose save fails sets no error, but its parent prepends to it
 *   (vmstate_save_state_v, error_prepend); lists and temporary objects set one if the
 *   result is negative;
 * - 10.2: the parent of such a struct sets the error again (error_setg asserts that none
 *   is set); a load prepends to, or reports, an error that a positive post_load did not
 *   set (vmstate_subsection_load; vmstate-types.c:get_qtailq, get_qlist, get_gtree), and
 *   continues with the error that a positive pre_load of a struct did set.
 */
export function survives(
  dialect: Dialect,
  { part, reach }: Pick<Sketch, 'part' | 'reach'>,
  hook: PlainHook,
  result: number,
): boolean {
  if (dialect !== 'qemu-8.2' && dialect !== 'qemu-10.0' && dialect !== 'qemu-10.2') return true;
  switch (hook) {
    case 'pre_save':
    case 'post_save':
      return reach === 'outer' || (reach === 'listed' && (result < 0 || dialect === 'qemu-8.2'));
    case 'pre_load':
      return dialect !== 'qemu-10.2' || result < 0 || reach !== 'nested';
    case 'post_load':
      return dialect !== 'qemu-10.2' || result < 0 || (part !== 'subsection' && part !== 'list' && part !== 'tree');
  }
}
