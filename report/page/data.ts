/**
 * What the page shows: plain data, made from results of any kind, embedded in
 * the page as JSON. Texts are as they are shown; bytes are hex.
 */
export interface PageData {
  readonly format: 'vmstate-conformance/page/1';
  /** Name and version of this package. */
  readonly suite: string;
  readonly title: string;
  readonly verdict: { readonly outcome: Outcome; readonly word: string; readonly text: string };
  /** The numbers that the verdict stands on. */
  readonly tiles: readonly Tile[];
  /** What a finding is sorted by: laws and rules, or devices and answers. */
  readonly terms: { readonly law: string; readonly rule: string };
  readonly facts: readonly Fact[];
  /** What fails the run or limits what it says, besides findings. */
  readonly notes: readonly PageNote[];
  readonly engines: readonly PageEngine[];
  readonly rules: readonly PageRule[];
  readonly laws: readonly PageLaw[];
  /** Null: nothing was recorded over time. */
  readonly timeline: Timeline | null;
  /** A comparison or a history, as tables. */
  readonly sections: readonly PageSection[];
  readonly findings: readonly PageFinding[];
}

export interface PageSection {
  readonly title: string;
  readonly text: string;
  readonly table: PageTable | null;
}

/** `known`: it deviates in known failures only. `incomplete`: too little was judged. */
export type Outcome = 'conforms' | 'known' | 'nonconform' | 'incomplete';

export interface Tile {
  readonly name: string;
  readonly value: number;
  /** Null: it is no part of anything. */
  readonly of: number | null;
}

export interface Fact {
  readonly name: string;
  readonly value: string;
}

export interface PageNote {
  readonly kind: 'problem' | 'hint';
  readonly text: string;
}

export interface PageEngine {
  readonly name: string;
  readonly outcome: Outcome;
  readonly conclusion: string;
  readonly facts: readonly Fact[];
}

/** A rule and what each engine's cases say of it, in the order of the engines. */
export interface PageRule {
  readonly id: string;
  /** The middle of the id: WIRE, COUNT. */
  readonly area: string;
  readonly level: string;
  readonly statement: string;
  /** Where QEMU does it. */
  readonly source: string;
  readonly laws: readonly string[];
  readonly cells: readonly RuleCell[];
}

/** `ignored`: broken, but not judged at the level of the run. `absent`: the dialect does not have it. */
export type CellState = 'passes' | 'fails' | 'known' | 'ignored' | 'untested' | 'absent';

export interface RuleCell {
  readonly state: CellState;
  /** Cases that tested it; null: not counted. */
  readonly tested: number | null;
  /** Violations, known ones among them. */
  readonly violations: number;
}

export interface PageLaw {
  readonly id: string;
  readonly title: string;
  readonly rules: readonly string[];
  /** In the order of the engines; null: the engine was not judged by it. */
  readonly cells: readonly (LawCell | null)[];
}

export interface LawCell {
  readonly state: 'conforms' | 'fails' | 'known' | 'ignored' | 'not-judged';
  readonly cases: number;
  readonly text: string;
}

/** Measurements of one campaign, or of one run after another; `at` is the axis of every chart. */
export interface Timeline {
  readonly title: string;
  readonly axis: 'seconds' | 'runs';
  readonly at: readonly number[];
  readonly charts: readonly Chart[];
}

export interface Chart {
  readonly title: string;
  readonly unit: string;
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
}

export interface PageFinding {
  /** Unique in the page; letters, digits and dashes. */
  readonly id: string;
  /** Index of the engine. */
  readonly engine: number;
  /** The first of `laws`. */
  readonly law: string;
  readonly lawTitle: string;
  /** All that show it. */
  readonly laws: readonly string[];
  readonly rule: string;
  /** The rule, and all others by which its laws fail: most likely for the same reason. */
  readonly broken: readonly string[];
  readonly verdict: string;
  readonly summary: string;
  /** Failing cases of the first law. */
  readonly cases: number;
  readonly facts: readonly Fact[];
  readonly steps: readonly string[];
  /** Null: the case cannot be read. */
  readonly device: TreeNode | null;
  readonly description: PageTable | null;
  readonly memory: PageMemory | null;
  readonly bytes: PageBytes | null;
  /** Expected and received, where they are no bytes. */
  readonly answer: { readonly title: string; readonly expected: string; readonly received: string } | null;
  /** What differs line by line: calls, entries of a vmdesc, fields of a stream. */
  readonly entries: PageSection | null;
  /** The rule that is about a field, by the path of the field. */
  readonly rules: Readonly<Record<string, string>>;
  readonly reproducers: readonly PageReproducer[];
}

/** Something to copy. */
export interface PageReproducer {
  readonly name: string;
  readonly text: string;
}

export interface TreeNode {
  readonly kind: 'struct' | 'member' | 'subsection' | 'hooks';
  readonly label: string;
  /** What it is, with what it depends on. */
  readonly type: string;
  readonly value: string | null;
  /** Of the fields that it stands for, with `[]` for any index; null: none. */
  readonly path: string | null;
  readonly children: readonly TreeNode[];
}

export interface PageTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface PageMemory {
  readonly title: string;
  readonly blocks: readonly PageBlock[];
  readonly blocksLeftOut: number;
  readonly pointerSize: number;
}

export interface PageBlock {
  readonly name: string;
  readonly size: number;
  readonly bytes: string;
  readonly fresh: boolean;
  readonly owners: readonly {
    readonly start: number;
    readonly length: number;
    readonly path: string;
    readonly what: string;
  }[];
  readonly pointers: readonly {
    readonly at: number;
    readonly to: { readonly block: number; readonly offset: number } | null;
  }[];
  readonly differences: readonly PageDifference[];
}

export interface PageDifference {
  readonly offset: number;
  /** Bytes; 0: there should be none. */
  readonly length: number;
  readonly path: string | null;
  /** Bytes, or where a pointer should lead. */
  readonly expected: string;
  readonly received: string;
}

/** Two strings of bytes side by side; `spans` say which field owns which byte of `left`. */
export interface PageBytes {
  readonly title: string;
  readonly left: { readonly name: string; readonly hex: string };
  /** Null: there is nothing to hold against it. */
  readonly right: { readonly name: string; readonly hex: string } | null;
  readonly spans: readonly {
    readonly start: number;
    readonly length: number;
    readonly path: string;
    readonly type: string;
  }[];
}
