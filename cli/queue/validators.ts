import caseFile from '../../vmstate/case/schemas/case.json' with { type: 'json' };
import stream from '../../campaign/schemas/stream.json' with { type: 'json' };
import { compileSchemas, type Validators } from '../../vmstate/compile-schemas.ts';
import task from './schemas/task.json' with { type: 'json' };
import type { QueuedTask } from './task.ts';

export const validators: Validators<{ task: QueuedTask }> = compileSchemas<{ task: QueuedTask }>(
  { task },
  { options: { discriminator: true, allowUnionTypes: true }, parts: [caseFile, stream] },
);
