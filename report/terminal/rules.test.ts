import { expect, it } from 'vitest';
import { rules } from '../../spec/rules.ts';
import { renderRules } from './rules.ts';

it('prints each rule with level, dialects, source and statement', () => {
  const text = renderRules(rules, false);
  expect(text).toContain(
    'VMS-COUNT-4 must qemu-7.2, qemu-10.0, qemu-10.2; vmstate.c:vmstate_n_elems\n  VMS_MULTIPLY_ELEMENTS multiplies the count by num.\n',
  );
  for (const { id } of rules) expect(text).toContain(`${id} `);
});
