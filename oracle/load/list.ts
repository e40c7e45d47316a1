import { UNTOUCHED, type Element, type Value } from '../../vmstate/model/model.ts';
import { EINVAL, LIST_END } from '../../vmstate/wire.ts';
import { OracleFault } from '../fault.ts';
import { loadStruct } from './struct.ts';
import { DONE, leave, reject, undefinedAt, UNDEFINED, type Load, type Origin, type Status } from './state.ts';
import { unwritten } from './subsections.ts';
import { markMember, pathAt } from '../path.ts';
import { listStruct } from './unspecified.ts';
import { getByte } from '../wire/reader.ts';

type List = Extract<Element, { kind: 'list' }>;

/**
 * Loads a list (vmstate-types.c: get_qtailq and get_qlist, in 11.1 load_qtailq
 * and load_qlist). Elements are fresh memory, loaded at the version of the
 * field, which must be one of theirs before a byte is read. One that fails is
 * not linked. A QTAILQ grows at its end. A QLIST takes the first new element
 * at its head; the second, put behind the first, ends the list there and loses
 * what was in it before (queue.h:QLIST_RAW_INSERT_AFTER).
 */
export function loadList(
  load: Load,
  { list, struct }: List,
  version: number,
  target: Value[],
  at: number,
  depth: number,
  origin: Origin,
): Status {
  const before = target[at];
  if (origin === 'malloc' || (origin === 'malloc0' && list === 'qtailq'))
    return undefinedAt(load, depth, 'its head is not initialised');
  if (!Array.isArray(before)) throw new OracleFault(pathAt(load.trail, depth), 'a list whose value is no array');
  if (version > struct.version || version < struct.minimumVersion) {
    leave(load, target, at, origin);
    return reject(
      load,
      depth,
      EINVAL,
      'element version',
      `version ${version} is too ${version > struct.version ? 'new' : 'old'}`,
    );
  }
  const { dirty } = load;
  const name = load.trail.names[depth] ?? '';
  const fresh: Value[] = [];
  let status = DONE;
  load.dirty = false;
  while (status === DONE && getByte(load.reader) !== LIST_END) {
    const element = unwritten(struct);
    load.trail.indices[depth] = list === 'qtailq' ? before.length + fresh.length : fresh.length;
    status = loadStruct(load, struct, element, version, depth + 1, 'malloc');
    if (status > 0) load.lost = true;
    if (status !== DONE) break;
    listStruct(load, struct, element, depth);
    fresh.push(element);
  }
  const kept = before.map(() => UNTOUCHED);
  target[at] = list === 'qtailq' ? [...kept, ...fresh] : fresh.length > 1 ? fresh : [...fresh, ...kept];
  const loose = load.rules.looseErrors && status > 0 && status !== UNDEFINED && !load.dirty;
  load.dirty = dirty;
  if (loose) return undefinedAt(load, depth, `an element returns ${status} without an error to report`);
  if (status < 0 && dirty) return undefinedAt(load, depth, 'it fails, and an error is set already');
  markMember(load.trail, depth, name);
  return status;
}
