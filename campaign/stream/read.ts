import type { Decoded } from '../../vmstate/issue.ts';
import { schemaReader } from '../../vmstate/schema-check.ts';
import type { StreamRecord } from './record.ts';
import { validators } from './validators.ts';

/** Reads one line of a result stream. */
export const readRecord: (line: string) => Decoded<StreamRecord> = schemaReader(validators.record);
