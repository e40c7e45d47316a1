import type { StructShape } from '../../vmstate/model/model.ts';
import { newStruct } from '../uniform.ts';
import { drawHooks } from './hooks.ts';
import { addMember } from './members.ts';
import type { Making, Sketch } from './sketch.ts';
import { drawSubsections, fieldsForSubsections } from './subsections.ts';

/** Draws a struct of about `share` fields, including those of nested structs and subsections. */
export function drawStruct(making: Making, sketch: Sketch, name: string, share: number): StructShape {
  const { palette } = making;
  const { members } = sketch;
  const { version, minimumVersion } = sketch.versions;
  const stop = Math.max(0, making.left - share);
  const kept = palette.subsections ? fieldsForSubsections(making, sketch, making.left - stop) : 0;
  do addMember(making, sketch);
  while (making.left > stop + kept);
  const subsections = kept > 0 ? drawSubsections(making, sketch, name, kept) : undefined;
  const hooks = palette.hooks ? drawHooks(making, sketch) : undefined;
  return newStruct({ name, version, minimumVersion, members, subsections, hooks });
}
