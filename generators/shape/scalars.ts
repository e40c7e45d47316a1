import { checkedInfos, scalars, type CheckedInfo, type Scalar } from '../../vmstate/info.ts';
import type { Element } from '../../vmstate/model/model.ts';
import { checkedElement, scalarElement } from '../uniform.ts';
import type { Making } from './sketch.ts';

const scalarElements: ReadonlyMap<Scalar, Element> = new Map(scalars.map((type) => [type, scalarElement(type)]));
const checkedElements: ReadonlyMap<CheckedInfo, Element> = new Map(
  checkedInfos.map((info) => [info, checkedElement(info)]),
);

/** The element of a type, shared by all members. */
export function elementOf(type: Scalar): Element {
  return scalarElements.get(type) ?? scalarElement(type);
}

export function drawScalarElement({ draw, palette: { scalars: types } }: Making): Element {
  return elementOf(types[draw.below(types.length)] ?? 'uint32');
}

export function drawCheckedElement({ draw, palette: { checked } }: Making): Element {
  return checkedElementOf(checked[draw.below(checked.length)] ?? 'uint8_equal');
}

export function checkedElementOf(info: CheckedInfo): Element {
  return checkedElements.get(info) ?? checkedElement(info);
}
