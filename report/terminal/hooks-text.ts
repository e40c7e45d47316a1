import { hookNames, type Hooks } from '../../vmstate/hooks.ts';

/** The hooks there are, and what they return where that is not success: `pre_save, post_load (returns -5)`; empty without any. */
export function hooksText(hooks: Hooks | undefined): string {
  if (hooks === undefined) return '';
  return hookNames
    .flatMap((name) => {
      const result = hooks[name];
      if (result === undefined) return [];
      if (result === 0 || result === true) return [name];
      return [`${name} (${result === false ? 'fails' : `returns ${result}`})`];
    })
    .join(', ');
}
