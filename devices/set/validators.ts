import { compileSchemas, type Validators } from '../../vmstate/compile-schemas.ts';
import set from './schemas/set.json' with { type: 'json' };
import type { DescriptionSet } from './types.ts';

export const validators: Validators<{ set: DescriptionSet }> = compileSchemas<{ set: DescriptionSet }>({ set });
