import abi from '../engine/protocol/schemas/abi.json' with { type: 'json' };
import bye from '../engine/protocol/schemas/bye.response.json' with { type: 'json' };
import coverage from '../engine/protocol/schemas/coverage.response.json' with { type: 'json' };
import error from '../engine/protocol/schemas/error.json' with { type: 'json' };
import hello from '../engine/protocol/schemas/hello.response.json' with { type: 'json' };
import hex from '../engine/protocol/schemas/hex.json' with { type: 'json' };
import load from '../engine/protocol/schemas/load.response.json' with { type: 'json' };
import measure from '../engine/protocol/schemas/measure.response.json' with { type: 'json' };
import measured from '../engine/protocol/schemas/measured.json' with { type: 'json' };
import memory from '../engine/protocol/schemas/memory.json' with { type: 'json' };
import opaques from '../engine/protocol/schemas/opaques.json' with { type: 'json' };
import rejected from '../engine/protocol/schemas/rejected.json' with { type: 'json' };
import save from '../engine/protocol/schemas/save.response.json' with { type: 'json' };
import unsupported from '../engine/protocol/schemas/unsupported.json' with { type: 'json' };
import valuesLoad from '../engine/protocol/schemas/values-load.response.json' with { type: 'json' };
import values from '../engine/protocol/schemas/values.json' with { type: 'json' };
import { compileSchemas, type Validators } from '../vmstate/compile-schemas.ts';
import type { Schema } from './exchange.ts';

type Name = Exclude<Schema, 'refusal'> | 'unsupported';

export const validators: Validators<Record<Name, unknown>> = compileSchemas<Record<Name, unknown>>(
  { hello, save, load, 'values-load': valuesLoad, measure, coverage, bye, unsupported, error },
  { options: { allErrors: true, verbose: true }, parts: [abi, hex, measured, memory, opaques, values, rejected] },
);
