import type { Draw } from '../../random/draw.ts';
import type { Subsection } from '../../vmstate/model/model.ts';
import { subsectionNames } from '../names.ts';
import { newSubsection } from '../uniform.ts';
import { byteForNeeded } from './siblings.ts';
import { drawVersions, isOwned, newSketch, type Making, type Sketch, type Versions } from './sketch.ts';

/** The number of a struct's fields to put into subsections; 0: no subsections. */
export function fieldsForSubsections({ draw }: Making, { part }: Sketch, fields: number): number {
  if (!draw.chance(part === 'subsection' ? 16 : 28)) return 0;
  return fields < 2 ? 0 : draw.between(1, Math.min(9, fields >> 1));
}

/** Draws the subsections of a struct whose members are complete: rarely more than three, with about `fields` fields together. */
export function drawSubsections(making: Making, sketch: Sketch, parent: string, fields: number): Subsection[] {
  const { draw, palette } = making;
  const n = draw.between(1, Math.min(draw.chance(8) ? 7 : 3, fields));
  const subsections: Subsection[] = [];
  const first = draw.below(subsectionNames.length);
  for (let k = 0; k < n; k++) {
    const before = subsections[k - 1]?.struct.name;
    const word = subsectionNames[(first + k) % subsectionNames.length] ?? 'extra';
    const name = drawName(draw, { parent, word, k, before });
    const needed = palette.bytes.length > 0 && draw.chance(60) ? byteForNeeded(making, sketch) : undefined;
    const { home, depth, reach } = sketch;
    const versions = drawSubsectionVersions(draw, sketch);
    const inner = newSketch({ versions, home, depth, part: 'subsection', reach });
    const share = Math.max(1, Math.floor(fields / n));
    subsections.push(newSubsection(making.drawStruct(making, inner, name, share), needed));
  }
  return subsections;
}

/** Around the longest name that fits the length byte (vmstate.c:vmstate_subsection_save). */
const LONGEST = 255;

/** The name of the `k`-th subsection of `parent`, after the one named `before`. */
interface NameParts {
  readonly parent: string;
  readonly word: string;
  readonly k: number;
  readonly before: string | undefined;
}

/** It starts with the parent's name. Rarely it is one that a load does not find, or takes for another's. */
function drawName(draw: Draw, { parent, word, k, before }: NameParts): string {
  const pick = draw.below(1000);
  if (pick < 10) return long(`${parent}/${word}_`, LONGEST - 1 + draw.below(4));
  // The preceding subsection takes it for one of its own.
  if (pick < 16 && before !== undefined) return `${before}_${word}`;
  // The shortest possible name.
  if (pick < 24) return `${parent}${k}`;
  if (pick < 40) return `${parent}_${word}`;
  return `${parent}/${word}`;
}

function long(name: string, bytes: number): string {
  return name + 'x'.repeat(Math.max(0, bytes - name.length));
}

/** The version has four bytes in the stream, of which a load uses one. */
function drawSubsectionVersions(draw: Draw, { home }: Sketch): Versions {
  const pick = draw.below(1000);
  if (pick >= 28) return drawVersions(draw);
  if (pick < 10) return versionsAt(254 + draw.below(2), draw);
  // Loaded at version 0 or 2, or rejected: not in memory whose other members would stay uninitialized.
  if (!isOwned(home)) return drawVersions(draw);
  const version = pick < 22 ? draw.between(256, 258) : draw.between(65536, 65538);
  return { version, minimumVersion: draw.chance(70) ? draw.below(3) : version, saved: version, loaded: version & 0xff };
}

function versionsAt(version: number, draw: Draw): Versions {
  return { version, minimumVersion: version * draw.below(2), saved: version, loaded: version };
}
