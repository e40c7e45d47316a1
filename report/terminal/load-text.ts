import type { LoadShown } from '../../campaign/result.ts';
import type { Model } from '../../vmstate/model/model.ts';
import { byteRows, ROW } from './byte-rows.ts';
import { truncate } from './truncate.ts';
import { firstDifferentByte, hexBytes } from './hex.ts';
import type { Colors } from './colors.ts';
import { table } from './table.ts';
import { structText, modelValueText } from './value-text.ts';
import { plural } from './words.ts';

/** Rows before and after the one in which a stream stops being what was saved, and rows in all where it does not. */
const BEFORE = 8;
const AFTER = 8;

/** Members of the destination that are shown. */
const MEMBERS = 40;

/** The stream as it was loaded, and how it is not what was saved. */
export function streamText({ wire, versionId, saved: { bytes, spans } }: LoadShown, colors: Colors): string {
  const at = firstDifferentByte(bytes, wire);
  const rows = byteRows(spans, bytes.length, wire.length).filter(({ start }) => start < wire.length);
  const bad = rows.findIndex(({ start, length }) => at >= start && at < start + length);
  const first = Math.max(0, bad - BEFORE);
  const shown = rows.slice(first, Math.max(bad, 0) + AFTER + 1);
  const last = shown.at(-1);
  const left = last === undefined ? 0 : wire.length - last.start - last.length;
  const cells = shown.map(({ start, length, owner }) => {
    const row = wire.subarray(start, start + length);
    const altered = firstDifferentByte(row, bytes.subarray(start, start + length)) >= 0 && start < bytes.length;
    const was = hexBytes(bytes.subarray(start, Math.min(start + ROW, start + length)));
    return [
      String(start),
      altered ? colors.yellow(hexBytes(row)) : hexBytes(row),
      truncate(owner),
      altered && start + row.length <= bytes.length ? colors.dim(`saved as ${was}`) : '',
    ];
  });
  return [
    `${plural(wire.length, 'byte')}, loaded as version ${versionId}${relation(bytes, wire, at)}`,
    ...(first > 0 ? [colors.dim(`… ${plural(shown[0]?.start ?? 0, 'byte')} before, as they were saved`)] : []),
    ...(cells.length === 0
      ? []
      : [
          table({
            head: ['byte', 'bytes', 'field', ''].map((each) => colors.dim(each)),
            rows: cells,
            align: ['right'],
          }),
        ]),
    ...(left > 0 ? [colors.dim(`… ${plural(left, 'byte')} behind`)] : []),
  ].join('\n');
}

function relation(bytes: Uint8Array, wire: Uint8Array, at: number): string {
  if (at < 0) return ': what was saved';
  if (at >= bytes.length) return `: what was saved, and ${plural(wire.length - bytes.length, 'byte')} behind it`;
  if (at >= wire.length) return `: the first of ${plural(bytes.length, 'byte')} that were saved`;
  return `; what was saved has another byte at ${at}`;
}

/** What the destination held before the load, a member a line. */
export function beforeText({ shape: { members, subsections = [] }, values }: Model, colors: Colors): string {
  const own = members.flatMap((member, i) => {
    const text = modelValueText(member, values[i]);
    return text === null ? [] : [truncate(`${member.name} = ${text}`)];
  });
  const left = own.length - MEMBERS;
  return [
    ...own.slice(0, MEMBERS),
    ...(left > 0 ? [colors.dim(`… ${plural(left, 'more member')}`)] : []),
    ...subsections.flatMap(({ struct }, k) => {
      const inner = values[members.length + k];
      return Array.isArray(inner) ? [truncate(`subsection ${struct.name} = ${structText(struct, inner)}`)] : [];
    }),
  ].join('\n');
}
