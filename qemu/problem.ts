/** Something that keeps an engine from being built, told to the user in one line, with a way out. */
export class BuildProblem extends Error {
  readonly hint: string;

  constructor(message: string, hint = '') {
    super(message);
    this.name = 'BuildProblem';
    this.hint = hint;
  }
}
