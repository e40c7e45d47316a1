import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { encodeDescription } from '../../engine/protocol/encode-description.ts';
import { layoutSource } from '../../layout/layout.ts';
import { parseCase } from '../../vmstate/case/case-file.ts';
import { issuesText } from '../../vmstate/issue.ts';
import { withFile, type ByteSource } from '../elf/byte-source.ts';
import { isImage, loadImage } from '../elf/load.ts';
import { DeviceProblem, refuse } from '../problem.ts';
import { isDump, setOfDump } from '../set/from-dump.ts';
import { isDescription, setOfDescription } from '../set/from-description.ts';
import { parseSet, SET_FORMAT } from '../set/set-json.ts';
import type { DescriptionSet, SetHost } from '../set/types.ts';
import { readImage } from '../tables/read-image.ts';
import { packagePath, withPackage } from './package.ts';

/** The descriptions of a file, or in one line why there are none. */
export type SetOrProblem =
  { readonly path: string; readonly set: DescriptionSet } | { readonly path: string; readonly problem: string };

/** JSON beyond this is no set. */
const LARGEST_JSON = 512 * 2 ** 20;

/**
 * Reads the descriptions of a file of any kind: a QEMU program, module, object
 * or archive (stripped or not, of any host that devices/elf/machines.ts
 * lists), what `-dump-vmstate` wrote, a set, a description or a case of this
 * suite, a package (`.deb`, `.rpm`; `FILE:PATH` for one file of it). Nothing of
 * it is run. A package and a pair of descriptions give several.
 */
export function readSets(path: string): readonly SetOrProblem[] {
  const found = packagePath(path);
  if (found === undefined) return readPlain(path, basename(path), path);
  return attempt(path, () =>
    withPackage(found, (files) => {
      const read = files.flatMap(([file, name]) => readPlain(file, basename(name), `${found.file}:${name}`));
      // A package has programs without devices: tools, and modules of sound or display.
      const sets = found.inside === undefined ? read.filter((one) => 'set' in one) : read;
      return sets.length > 0 ? sets : refuse('the package has no QEMU program with descriptions');
    }),
  );
}

function readPlain(path: string, file: string, label: string): readonly SetOrProblem[] {
  return attempt(label, () => withFile(path, (source) => readSource(source, { path, file, label })));
}

/** What can go wrong with a file becomes data; mistakes of ours stay errors. */
function attempt(path: string, read: () => readonly SetOrProblem[]): readonly SetOrProblem[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof DeviceProblem) return [{ path, problem: error.message }];
    if (error instanceof Error && 'syscall' in error)
      return [{ path, problem: `it cannot be read (${reasonOf(error)})` }];
    throw error;
  }
}

function reasonOf(error: Error): string {
  const code = 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
      return 'permission denied';
    default:
      return code;
  }
}

interface Names {
  readonly path: string;
  readonly file: string;
  readonly label: string;
}

function readSource(source: ByteSource, { path, file, label }: Names): readonly SetOrProblem[] {
  if (isImage(source)) {
    const set = readImage(loadImage(source, path), file);
    return [set === undefined ? { path: label, problem: 'it has no VMStateDescription' } : { path: label, set }];
  }
  if (source.size === 0) refuse('it is empty');
  const start = Buffer.from(source.read(0, Math.min(source.size, 64)))
    .toString('latin1')
    .trimStart();
  if (!start.startsWith('{')) refuse('it is not an ELF file, an archive of them, a package or JSON');
  if (source.size > LARGEST_JSON) refuse('it is larger than any description set');
  return readJson(parseJson(readFileSync(path, 'utf8')), file, label);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse(`it is not JSON: ${error instanceof Error ? error.message.replaceAll('\n', ' ') : String(error)}`);
  }
}

function readJson(json: unknown, file: string, label: string): readonly SetOrProblem[] {
  if (typeof json !== 'object' || json === null) return refuse('it is not a description set');
  const format = 'format' in json ? json.format : undefined;
  if (format === SET_FORMAT) return [{ path: label, set: parseSet(json) }];
  if (typeof format === 'string' && format.startsWith('vmstate-conformance/case/'))
    return [{ path: label, set: setOfCase(json, file) }];
  if (isDescription(json)) return [{ path: label, set: setOfDescription(json, { file, kind: 'description' }) }];
  if (isDump(json)) return [{ path: label, set: setOfDump(json, file) }];
  const pair = ['old', 'new'].flatMap((side) => {
    const description: unknown = Reflect.get(json, side);
    if (!isDescription(description)) return [];
    return [{ path: `${label} (${side})`, set: setOfDescription(description, { file, kind: 'description' }) }];
  });
  return pair.length > 0
    ? pair
    : refuse('it is not a description set, an output of -dump-vmstate, a description or a case');
}

/** A case has a description only when it is laid out. */
function setOfCase(json: object, file: string): DescriptionSet {
  const of = parseCase(JSON.stringify(json));
  if (!of.ok) return refuse(`it is not a case file: ${issuesText(of.issues, 'case')}`);
  const description: unknown = JSON.parse(encodeDescription(layoutSource(of.value).plan.description));
  const host: SetHost = of.value.abi;
  return setOfDescription(description, { file, kind: 'case', dialect: of.value.dialect, host });
}
