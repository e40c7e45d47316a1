/** Why an engine cannot be built: one line for the user, with a hint. */
export class BuildProblem extends Error {
  readonly hint: string;

  constructor(message: string, hint = '') {
    super(message);
    this.name = 'BuildProblem';
    this.hint = hint;
  }
}
