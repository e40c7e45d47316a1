import { compileSchemas, type Validators } from '../../vmstate/compile-schemas.ts';
import type { Config } from './config.ts';
import config from './schemas/config.json' with { type: 'json' };

export const validators: Validators<{ config: Config }> = compileSchemas<{ config: Config }>(
  { config },
  { options: { allowUnionTypes: true } },
);
