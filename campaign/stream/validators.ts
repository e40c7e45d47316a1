import { compileSchemas, type Validators } from '../../vmstate/compile-schemas.ts';
import caseFile from '../../vmstate/case/schemas/case.json' with { type: 'json' };
import stream from '../schemas/stream.json' with { type: 'json' };
import type { StreamRecord } from './record.ts';

export const validators: Validators<{ record: StreamRecord }> = compileSchemas<{ record: StreamRecord }>(
  { record: stream },
  { options: { discriminator: true, allowUnionTypes: true }, parts: [caseFile] },
);
