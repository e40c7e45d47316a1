import type { Decoded } from '../../vmstate/issue.ts';
import { schemaReader } from '../../vmstate/schema-check.ts';
import type { Shrunk } from '../fuzz/store.ts';
import type { StreamRecord } from './record.ts';
import { validators } from './validators.ts';

/** Reads one line of a result stream. */
export const readRecord: (line: string) => Decoded<StreamRecord> = schemaReader(validators.record);

/** Reads a shrunk failure as a campaign's folder keeps it. */
export const readShrunk: (text: string) => Decoded<Shrunk> = schemaReader(validators.shrunk);
