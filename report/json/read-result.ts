import type { Decoded } from '../../vmstate/issue.ts';
import { schemaReader } from '../../vmstate/schema-check.ts';
import type { ResultDocument } from './document.ts';
import { validators } from './validators.ts';

/** Reads a JSON report: what `check --json` prints. */
export const readResult: (text: string) => Decoded<ResultDocument> = schemaReader(validators.result);
