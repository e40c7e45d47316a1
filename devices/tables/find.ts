import type { Image } from '../elf/image.ts';
import { DescriptionReader, type RawDescription } from './descriptions.ts';
import { FieldReader, isConsistent, type RawField, type RawFields } from './fields.ts';
import { flagNumberings, type FlagNumbering } from './flags.ts';
import { InfoTable } from './infos.ts';
import { descriptionLayouts, fieldLayouts, type DescriptionLayout, type FieldLayout } from './layouts.ts';
import { isName, pointerPlaces } from './words.ts';

/** A description with its fields. */
export interface FoundDescription {
  readonly raw: RawDescription;
  readonly fields: RawFields;
}

/** All descriptions of a program, in the layouts that fit. */
export interface Found {
  readonly descriptions: ReadonlyMap<number, FoundDescription>;
  readonly fieldLayout: FieldLayout;
  readonly descriptionLayout: DescriptionLayout;
  readonly numbering: FlagNumbering;
  /** Addresses that a found description refers to as another, and that are none. Empty in a whole file. */
  readonly dangling: readonly number[];
  /** Bytes from one field of a list to the next. */
  readonly fieldSize: number;
  /** Bytes from one description of an array to the next. */
  readonly descriptionSize: number;
}

/**
 * Finds the descriptions of a program, whatever release it is of: each pair of
 * layouts is tried, and the one with the most tables whose values make sense is taken.
 */
export function findDescriptions(image: Image): Found | undefined {
  const infos = new InfoTable(image);
  const places = placesOf(image);
  let best: Trial | undefined;
  for (const descriptionLayout of descriptionLayouts) {
    const descriptions = new DescriptionReader(image, descriptionLayout);
    const candidates = places.flatMap((place) => descriptions.read(place) ?? []);
    for (const fieldLayout of fieldLayouts) {
      const fields = new FieldReader(image, infos, fieldLayout);
      const trial = {
        ...tryLayouts(candidates, fields),
        fieldLayout,
        descriptionLayout,
        readers: { fields, descriptions, image },
      };
      if (trial.score > (best?.score ?? 0)) best = trial;
    }
  }
  return best === undefined ? undefined : complete(best);
}

/** Where a description could be, whatever its layout: all begin alike. */
function placesOf(image: Image): number[] {
  const [layout] = descriptionLayouts;
  const places: number[] = [];
  if (layout === undefined) return places;
  const reader = new DescriptionReader(image, layout);
  for (const place of pointerPlaces(image)) if (reader.mayBeAt(place)) places.push(place);
  return places;
}

interface Trial {
  readonly found: Map<number, FoundDescription>;
  readonly numbering: FlagNumbering;
  /** How many fields make sense. */
  readonly score: number;
  readonly fieldLayout: FieldLayout;
  readonly descriptionLayout: DescriptionLayout;
  readonly readers: Readers;
}

interface Readers {
  readonly fields: FieldReader;
  readonly descriptions: DescriptionReader;
  readonly image: Image;
}

const EMPTY: RawFields = { list: [], end: 0 };

function tryLayouts(
  candidates: readonly RawDescription[],
  reader: FieldReader,
): Pick<Trial, 'found' | 'numbering' | 'score'> {
  const found = new Map<number, FoundDescription>();
  const ends = new Map<number, number>();
  let score = 0;
  for (const raw of candidates) {
    const fields = raw.fields === 0 ? EMPTY : reader.read(raw.fields);
    if (fields === null || !fields.list.every(isConsistent)) continue;
    found.set(raw.address, { raw, fields });
    score += fields.list.length;
    if (fields.list.length > 0) ends.set(fields.end, (ends.get(fields.end) ?? 0) + 1);
  }
  return { found, numbering: numberingOf(ends), score };
}

/** Leaves out what only looks like a description, and adds those that the scan did not take for one. */
function complete({ found, numbering, fieldLayout, descriptionLayout, readers }: Trial): Found {
  for (const [address, { raw, fields }] of found) {
    if (fields.list.length > 0) continue;
    if (!standsWithoutFields(raw, fields, numbering) || isOption(readers.image, address)) found.delete(address);
  }
  addNameless(found, readers);
  const dangling = followReferences(found, readers);
  const descriptionSize = readers.descriptions.size;
  const fieldSize = readers.fields.size;
  return { descriptions: found, numbering, fieldLayout, descriptionLayout, dangling, fieldSize, descriptionSize };
}

/** The numbering whose mark ends most lists. */
function numberingOf(ends: ReadonlyMap<number, number>): FlagNumbering {
  const [most] = [...ends].sort((a, b) => b[1] - a[1]);
  const [first] = flagNumberings;
  const found = flagNumberings.find(({ end }) => end === most?.[0]) ?? first;
  if (found === undefined) throw new Error('there is no numbering of flags');
  return found;
}

/** A description without fields is one only where something else tells: a mark at the end of its list, or that it blocks migration. */
function standsWithoutFields(raw: RawDescription, fields: RawFields, { end }: FlagNumbering): boolean {
  if (!/^[A-Za-z0-9]/.test(raw.name)) return false;
  if (raw.fields === 0)
    return raw.unmigratable && raw.version_id < 100 && raw.minimum_version_id < 100 && raw.hooks.size === 0;
  return fields.end === end && (end !== 0 || raw.subsections.length > 0 || raw.version_id > 0);
}

/**
 * A QemuOptDesc (include/qemu/option.h) of type QEMU_OPT_BOOL at the end of its
 * list reads as a description that blocks migration: a name, a 1 and nothing
 * else. What lies before tells: another option, or the head of the list.
 */
function isOption({ memory }: Image, address: number): boolean {
  const word = memory.format.wordSize;
  if (memory.pointerAt(address - word) === address - 2 * word) return true;
  const before = address - 4 * word;
  const isText = (place: number): boolean => {
    const target = memory.pointerAt(place);
    return target > 0 && isName(memory.textAt(target) ?? '');
  };
  const isTextOrNull = (place: number): boolean => memory.pointerAt(place) === 0 || isText(place);
  const type = memory.wordAt(before + word) % 2 ** 32;
  return isText(before) && type >= 0 && type <= 3 && isTextOrNull(before + 2 * word) && isTextOrNull(before + 3 * word);
}

/** Some get their names when the program runs: their fields give them away. */
function addNameless(found: Map<number, FoundDescription>, { fields: reader, descriptions, image }: Readers): void {
  for (const place of pointerPlaces(image)) {
    const address = descriptions.ofFieldsAt(place);
    if (image.memory.pointerAt(address) !== 0 || found.has(address)) continue;
    const fields = reader.read(image.memory.pointerAt(place));
    if (fields === null || fields.list.length === 0 || !fields.list.every(isConsistent)) continue;
    const raw = descriptions.read(address, true);
    if (raw !== undefined && raw.fields !== 0) found.set(address, { raw, fields });
  }
}

/** What is referred to as a description must be one; adds those that the scan did not take for one alone. */
function followReferences(
  found: Map<number, FoundDescription>,
  { fields: reader, descriptions, image }: Readers,
): number[] {
  const dangling = new Set<number>();
  const pending = [...found.values()].flatMap((description) => referencesOf(description, descriptions.size));
  for (let address = pending.pop(); address !== undefined; address = pending.pop()) {
    if (found.has(address) || dangling.has(address) || image.externals.has(address)) continue;
    const raw = descriptions.read(address, true);
    const fields = raw === undefined || raw.fields === 0 ? EMPTY : reader.read(raw.fields);
    if (raw === undefined || fields === null) {
      dangling.add(address);
      continue;
    }
    const description = { raw, fields };
    found.set(address, description);
    pending.push(...referencesOf(description, descriptions.size));
  }
  return [...dangling];
}

function referencesOf({ raw, fields }: FoundDescription, size: number): number[] {
  return [...raw.subsections, ...fields.list.flatMap((field) => descriptionsOfField(field, size))];
}

/**
 * The descriptions of a field. A gtree whose keys have a size has two, one
 * behind the other (vmstate-types.c:get_gtree): of its values and of its keys.
 */
export function descriptionsOfField({ vmsd, info, start }: RawField, size: number): number[] {
  if (vmsd === 0) return [];
  return info?.name === 'gtree' && start !== 0 ? [vmsd, vmsd + size] : [vmsd];
}
