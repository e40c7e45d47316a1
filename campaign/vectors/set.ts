import { abiName } from '../../vmstate/host/abi.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { sha256OfText } from '../../vmstate/sha256.ts';
import type { Law } from '../../spec/law.ts';
import { allLaws } from '../../spec/laws/index.ts';
import { rules, type RuleId } from '../../spec/rules/rules.ts';
import { choose, host } from './choose.ts';
import { groupNames, groupOf } from './groups.ts';
import { vectorOf } from './make.ts';
import { vectorSchema } from './schema.ts';
import { FORMAT, type Vector } from './vector.ts';

/** A file to be written. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** A set of vectors in files. */
export interface VectorSet {
  readonly files: readonly NamedText[];
  readonly vectors: number;
  readonly loads: number;
  /** Rules of the dialect that no vector is about. */
  readonly uncovered: readonly RuleId[];
}

export const INDEX = 'index.json';
export const SCHEMA = 'vectors.schema.json';

/** Whether a vector, which holds what QEMU answers to a whole stream, can be about what a law says. */
function isStatable(law: Law): boolean {
  return law.promise !== true && !(law.kind === 'probing' && (law.aborts === true || law.cut === true));
}

/**
 * Rules that vectors cannot be about. A vector says which calls a device gets, not with which
 * object, and that something is refused, not in which words; and it is a case, of which none has a
 * size that does not fit, two fields over the same bytes or a tree that is not there: laws make them of one.
 */
const UNSAID: readonly RuleId[] = [
  'VMS-HOOK-5',
  'VMS-SIZE-6',
  'VMS-SIZE-7',
  'VMS-STRUCT-2',
  'VMS-TREE-4',
  'VMS-MSG-1',
  'VMS-MSG-2',
  'VMS-MSG-3',
  'VMS-MSG-4',
];

const statable: ReadonlySet<RuleId> = new Set(
  allLaws.filter(isStatable).flatMap(({ rules: checked }) => checked.filter((rule) => !UNSAID.includes(rule))),
);

/** Makes the vectors of a dialect. The result is always the same. */
export function makeVectors(dialect: Dialect, candidates?: number): VectorSet {
  const groups = new Map<string, Vector[]>(groupNames.map((name) => [name, []]));
  const about = new Map<RuleId, string[]>();
  let loads = 0;
  for (const { subject, loads: chosen, features } of choose(dialect, candidates)) {
    const vector = vectorOf(subject, chosen, features);
    groups.get(groupOf(subject.case))?.push(vector);
    loads += chosen.length;
    for (const rule of vector.rules) about.set(rule, [...(about.get(rule) ?? []), vector.id]);
  }
  const files = [...groups].flatMap(([group, vectors]) =>
    vectors.length === 0
      ? []
      : [{ vectors: vectors.length, group, name: `${group}.json`, text: fileText(dialect, group, vectors) }],
  );
  const wanted = rules.filter(({ id, dialects }) => dialects.includes(dialect) && statable.has(id)).map(({ id }) => id);
  const index = {
    format: FORMAT,
    dialect,
    abi: hostName(),
    schema: SCHEMA,
    files: files.map(({ name, group, vectors, text }) => ({
      name,
      group,
      vectors,
      sha256: sha256OfText(text),
    })),
    rules: Object.fromEntries(wanted.map((id) => [id, about.get(id) ?? []])),
  };
  return {
    files: [
      ...files.map(({ name, text }) => ({ name, text })),
      { name: SCHEMA, text: jsonText(vectorSchema()) },
      { name: INDEX, text: jsonText(index) },
    ],
    vectors: files.reduce((sum, { vectors }) => sum + vectors, 0),
    loads,
    uncovered: wanted.filter((id) => !about.has(id)),
  };
}

function hostName(): string {
  return host.map(abiName).join();
}

/** A vector a line: that is how a change of a set can be read. */
function fileText(dialect: Dialect, group: string, vectors: readonly Vector[]): string {
  const head = JSON.stringify({ format: FORMAT, dialect, abi: hostName(), group }).slice(0, -1);
  return `${head},"vectors":[\n${vectors.map((vector) => JSON.stringify(vector)).join(',\n')}\n]}\n`;
}

function jsonText(json: unknown): string {
  return `${JSON.stringify(json, null, 1)}\n`;
}
