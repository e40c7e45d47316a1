import type { ErrorObject } from 'ajv/dist/2020.js';

/** What a validator objects to, in one line; `root` names the document. */
export function schemaErrorsText(
  errors: readonly ErrorObject[] | null | undefined,
  root: string,
  separator = ', ',
): string {
  const texts = (errors ?? []).map(({ instancePath, message = '' }) => `${root}${instancePath} ${message}`);
  return texts.join(separator);
}
