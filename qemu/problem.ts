/**
 * The one error that this room throws, for everything that stops a build or a run of a
 * built engine: missing tools, sources that cannot be fetched or are not supported, a
 * compiler error, an incomplete package. `message` is one line for the user, `hint` what
 * to do about it, or empty. It is an exception because each step of a build needs all
 * earlier ones; the commands turn it into a usage problem (exit code 2). Documents that
 * are read give issues instead (`Decoded`).
 */
export class BuildProblem extends Error {
  readonly hint: string;

  constructor(message: string, hint = '') {
    super(message);
    this.name = 'BuildProblem';
    this.hint = hint;
  }
}
