import { compileSchemas, type Validators } from '../../vmstate/compile-schemas.ts';
import caseFile from '../../vmstate/case/schemas/case.json' with { type: 'json' };
import corpus from '../schemas/corpus.json' with { type: 'json' };
import type { CorpusFile } from './corpus-file.ts';

export const validators: Validators<{ corpus: CorpusFile }> = compileSchemas<{ corpus: CorpusFile }>(
  { corpus },
  { options: { discriminator: true, allowUnionTypes: true }, parts: [caseFile] },
);
