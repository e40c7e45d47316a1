import { compileSchemas, type Validators } from '../../vmstate/compile-schemas.ts';
import { vectorSchema } from './schema.ts';
import type { VectorFile } from './vector.ts';

export const validators: Validators<{ vectors: VectorFile }> = compileSchemas<{ vectors: VectorFile }>(
  { vectors: vectorSchema() },
  { options: { discriminator: true, allowUnionTypes: true } },
);
