import abi from '../../engine/protocol/schemas/abi.json' with { type: 'json' };
import description from '../../engine/protocol/schemas/description.json' with { type: 'json' };
import hex from '../../engine/protocol/schemas/hex.json' with { type: 'json' };
import measured from '../../engine/protocol/schemas/measured.json' with { type: 'json' };
import memory from '../../engine/protocol/schemas/memory.json' with { type: 'json' };
import { compileSchemas, type Validators } from '../../vmstate/compile-schemas.ts';
import finding from './finding.json' with { type: 'json' };
import type { QemuFinding } from './finding.ts';

export const validators: Validators<{ finding: Omit<QemuFinding, 'name'> }> = compileSchemas<{
  finding: Omit<QemuFinding, 'name'>;
}>(
  { finding },
  { options: { discriminator: true, allowUnionTypes: true }, parts: [abi, description, hex, measured, memory] },
);
