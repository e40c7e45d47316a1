/** A short report as data: a title, then sections of text and tables. Terminal, Markdown and the page render it. */
export interface Outline {
  readonly title: string;
  readonly sections: readonly OutlineSection[];
}

export interface OutlineSection {
  readonly title: string;
  /** A sentence; empty: none. */
  readonly text: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
