import abi from '../../engine/protocol/schemas/abi.json' with { type: 'json' };
import description from '../../engine/protocol/schemas/description.json' with { type: 'json' };
import hex from '../../engine/protocol/schemas/hex.json' with { type: 'json' };
import memory from '../../engine/protocol/schemas/memory.json' with { type: 'json' };
import caseFile from '../../vmstate/case/schemas/case.json' with { type: 'json' };
import vectors from '../schemas/vectors.json' with { type: 'json' };

/** The schema of a file of vectors, with all schemas that it refers to: it stands alone. */
export function vectorSchema(): object {
  return {
    ...vectors,
    $defs: {
      ...vectors.$defs,
      'case/1': caseFile,
      'protocol/1/description': description,
      'protocol/1/memory': memory,
      'protocol/1/abi': abi,
      'protocol/1/hex': hex,
    },
  };
}
