import type { LoadRequest, SaveRequest } from '../engine.ts';
import { shapeJson } from '../../vmstate/model/shape-json.ts';
import { valueJson } from '../../vmstate/model/value-json.ts';
import type { Model, StructShape, StructValue } from '../../vmstate/model/model.ts';
import { chunkMember, resaveMember, traceMember, vmdescMember, type RequestBody } from './encode-request.ts';
import { ascii } from './quote.ts';

/** A save of a model, for an engine that sees values. */
export function saveValuesBody(request: SaveRequest, { shape, values }: Model): RequestBody {
  const more = `${vmdescMember(request)}${traceMember(request)}`;
  return [',"op":"save","shape":', shapeText(shape), `,"values":${valuesText(values)}${more}}\n`];
}

/** A load into a destination that holds the model's values. */
export function loadValuesBody(request: LoadRequest, { shape, values }: Model): RequestBody {
  const { wire, versionId } = request;
  const hex = Buffer.from(wire.buffer, wire.byteOffset, wire.length).toString('hex');
  const more = `${chunkMember(request)}${resaveMember(request)}${traceMember(request)}`;
  return [
    ',"op":"load","shape":',
    shapeText(shape),
    `,"before":${valuesText(values)},"wire":"${hex}","version_id":${versionId}${more}}\n`,
  ];
}

/** A case needs several saves and loads of one shape: the text of the last one is kept. */
let lastShape: StructShape | null = null;
let lastText = '';

function shapeText(shape: StructShape): string {
  if (shape !== lastShape) {
    lastText = ascii(JSON.stringify(shapeJson(shape)));
    lastShape = shape;
  }
  return lastText;
}

/** Numbers, digits and hex: ASCII without further ado. */
function valuesText(values: StructValue): string {
  return JSON.stringify(values.map(valueJson));
}
