import { visibleText } from './visible-text.ts';

/**
 * One key of a path into a document: the name of a property or of a member, or an index.
 *
 * @since 0.1.0
 */
export type PathKey = string | number;

/**
 * What kind of thing is wrong:
 * - `json`: the text is not JSON
 * - `type`: another JSON type, or another spelling of a value
 * - `range`: a number outside its bounds
 * - `length`: another number of elements or bytes
 * - `missing`, `unknown`: a property that must be there, or that nothing reads
 * - `name`: a name that is none of the known ones
 * - `reference`: an index of a member that cannot serve
 * - `form`: a combination that no VMSTATE_ macro makes
 * - `order`: nodes of a tree that are not in the order of their keys, or a key twice
 * - `schema`: any other keyword of a JSON Schema
 *
 * @since 0.1.0
 */
export type IssueKind =
  'json' | 'type' | 'range' | 'length' | 'missing' | 'unknown' | 'name' | 'reference' | 'form' | 'order' | 'schema';

/**
 * One thing that is wrong with a document, and where. `message` is one line and does not repeat the path.
 *
 * @since 0.1.0
 */
export interface Issue {
  readonly kind: IssueKind;
  readonly path: readonly PathKey[];
  readonly message: string;
}

/**
 * What reading a document gives: its value, or at least one issue.
 *
 * @since 0.1.0
 */
export type Decoded<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly issues: readonly [Issue, ...Issue[]] };

/** A path as `root.values.regs[2]`; a key that is not plain text is quoted as JSON quotes it. */
export function pathText(root: string, path: readonly PathKey[]): string {
  let text = root;
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else if (/^[\p{L}\p{N}_/-]+$/u.test(key)) text += text === '' ? key : `.${key}`;
    else text += `[${JSON.stringify(key)}]`;
  }
  return text;
}

/** Of a path that is longer, its head and its tail are told. */
const LONGEST_PATH = 200;

function shortened(path: string): string {
  if (path.length <= LONGEST_PATH) return path;
  const half = LONGEST_PATH / 2 - 2;
  return `${path.slice(0, half)} .. ${path.slice(-half)}`;
}

/** An issue in one line: `root.values.n: must be a number from 0 to 255, not 300`. */
export function issueText({ path, message }: Issue, root: string): string {
  const where = shortened(pathText(root, path));
  return visibleText(where === '' ? message : `${where}: ${message}`);
}

/**
 * The first issue in one line, with the number of the others. `root` is the name of the
 * document, at which the path starts.
 *
 * @example
 * ```ts
 * issuesText(read.issues, 'case'); // case.model.values[0]: must be a number from 0 to 255, not 300
 * ```
 * @since 0.1.0
 */
export function issuesText([first, ...others]: readonly [Issue, ...Issue[]], root: string): string {
  return `${issueText(first, root)}${others.length === 0 ? '' : ` (and ${others.length} more)`}`;
}
