import { compileSchemas, type Validators } from '../../vmstate/compile-schemas.ts';
import type { HelloResponse } from './hello.ts';
import hello from './schemas/hello.response.json' with { type: 'json' };

export const validators: Validators<{ hello: HelloResponse }> = compileSchemas<{ hello: HelloResponse }>(
  { hello },
  { options: { allErrors: true } },
);
