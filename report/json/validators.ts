import { compileSchemas, type Validators } from '../../vmstate/compile-schemas.ts';
import type { ResultDocument } from './document.ts';
import result from './schemas/result.json' with { type: 'json' };

export const validators: Validators<{ result: ResultDocument }> = compileSchemas<{ result: ResultDocument }>(
  { result },
  { options: { discriminator: true, allowUnionTypes: true } },
);
