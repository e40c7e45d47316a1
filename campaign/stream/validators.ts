import { compileSchemas, type Validators } from '../../vmstate/compile-schemas.ts';
import caseFile from '../../vmstate/case/schemas/case.json' with { type: 'json' };
import stream from '../schemas/stream.json' with { type: 'json' };
import type { Shrunk } from '../fuzz/store.ts';
import type { StreamRecord } from './record.ts';

interface Types {
  readonly record: StreamRecord;
  readonly shrunk: Shrunk;
}

/** A file of a campaign's folder: the first case of a kind of failure, shrunk. */
const shrunk = {
  type: 'object',
  required: ['failure', 'finding'],
  additionalProperties: false,
  properties: {
    failure: { $ref: `${stream.$id}#/$defs/failure` },
    finding: { anyOf: [{ type: 'null' }, { $ref: `${stream.$id}#/$defs/finding` }] },
  },
};

export const validators: Validators<Types> = compileSchemas<Types>(
  { record: stream, shrunk },
  { options: { discriminator: true, allowUnionTypes: true }, parts: [caseFile] },
);
