import { UNTOUCHED, type Element, type Value } from '../../vmstate/model/model.ts';
import { EINVAL, LIST_END } from '../../vmstate/wire.ts';
import { markMember } from '../path.ts';
import { fail } from '../walk.ts';
import { readByte } from '../wire/reader.ts';
import {
  DONE,
  enterInfo,
  leaveElement,
  leaveInfo,
  reject,
  tell,
  undefinedAt,
  type Field,
  type Load,
  type Status,
} from './state.ts';
import { listStruct } from './unspecified.ts';
import { unwritten } from './unwritten.ts';

type List = Extract<Element, { kind: 'list' }>;

/**
 * Loads a list (vmstate-types.c: get_qtailq and get_qlist, in 11.1 load_qtailq
 * and load_qlist). Elements are fresh memory, loaded at the version of the
 * field, which must be one of theirs before a byte is read. One that fails is
 * not linked. A QTAILQ grows at its end. A QLIST takes the first new element
 * at its head; the second, put behind the first, ends the list there and loses
 * what was in it before (queue.h:QLIST_RAW_INSERT_AFTER).
 */
export function readList(load: Load, field: Field, { list, struct }: List): Status {
  const { target, at, depth, origin } = field;
  const { version } = field.member;
  const before = target[at];
  if (origin === 'malloc' || (origin === 'malloc0' && list === 'qtailq'))
    undefinedAt(load, depth, 'its head is not initialised');
  if (!Array.isArray(before)) fail(load, depth, 'a list whose value is no array');
  if (version > struct.version || version < struct.minimumVersion) {
    leaveElement(load, field);
    const why = `version ${version} is too ${version > struct.version ? 'new' : 'old'}`;
    const refused = reject(load, depth, { code: EINVAL, cause: 'element version', why });
    tell(load, version > struct.version ? 'elements too new' : 'elements too old', { struct: struct.name });
    return refused;
  }
  const name = load.trail.names[depth] ?? '';
  const fresh: Value[] = [];
  let status = DONE;
  const callers = enterInfo(load);
  while (status === DONE && readByte(load.reader) !== LIST_END) {
    const values = unwritten(struct);
    const allocated = load.allocated++;
    load.trail.indices[depth] = list === 'qtailq' ? before.length + fresh.length : fresh.length;
    status = load.readStruct(load, {
      shape: struct,
      values,
      version,
      depth: depth + 1,
      origin: 'malloc',
      isTmp: false,
    });
    if (status > 0) load.lost = true;
    if (status !== DONE && list === 'qlist')
      tell(load, 'list element', { field: name, struct: struct.name, code: status });
    if (status !== DONE) {
      load.dropped += load.allocated - allocated;
      break;
    }
    listStruct(load, struct, values, depth);
    fresh.push(values);
  }
  const kept = before.map(() => UNTOUCHED);
  target[at] = list === 'qtailq' ? [...kept, ...fresh] : fresh.length > 1 ? fresh : [...fresh, ...kept];
  const loose = load.rules.looseErrors && status > 0 && !load.dirty;
  leaveInfo(load, callers, status !== DONE);
  if (loose) undefinedAt(load, depth, `an element returns ${status} without an error to report`);
  if (status < 0 && callers.dirty) undefinedAt(load, depth, 'it fails, and an error is set already');
  markMember(load.trail, depth, name);
  return status;
}
