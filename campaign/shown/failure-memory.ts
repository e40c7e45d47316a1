import { memoryAfterLoad, ownedSource, type OwnedRange } from '../../layout/layout.ts';
import { decode } from '../../oracle/load/decode.ts';
import { prepare } from '../../spec/subject.ts';
import type { LoadContext } from '../../spec/violation.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { formatCase } from '../../vmstate/case/case-file.ts';
import { memoryShown, type MemoryShown } from './memory.ts';

/** The memory that a failure is about: after the load if one is judged and defined, otherwise the source. */
export function failureMemory(of: Case, load: LoadContext | null): MemoryShown {
  const { source, owners } = ownedSource(of);
  if (load === null || !isOwnLoad(of, load))
    return memoryShown({ what: 'source', memory: source, owners, given: source.blocks.length });
  const { plan, destination, rooms } = prepare(of).layout;
  const shift = (destination.blocks[0]?.start ?? 0) - (source.blocks[0]?.start ?? 0);
  const moved = owners.map((owner) => ({ ...owner, start: owner.start + shift }));
  const given = destination.blocks.length;
  const { shape, values: before } = load.before;
  const target = { shape, before, rooms, pointerSize: of.abi.pointerSize };
  const decoded = decode(target, load.wire, load.versionId, of.dialect);
  if (decoded.verdict !== 'ok') return memoryShown({ what: 'destination', memory: destination, owners: moved, given });
  const written: OwnedRange[] = [];
  const memory = memoryAfterLoad(plan, destination, decoded, {
    sink: (start, length, path, what) => {
      written.push({ start, length, path, what });
    },
  });
  return memoryShown({ what: 'loaded', memory, owners: [...moved, ...written], given });
}

/** Laws that load into another device than that of the case have another layout. */
function isOwnLoad(of: Case, { before, versionId }: LoadContext): boolean {
  const { shape, values } = of.model;
  if (versionId !== shape.version) return false;
  const text = (model: Case['model']): string => formatCase({ ...of, model });
  return before.shape === shape || text({ shape: before.shape, values }) === text({ shape, values });
}
