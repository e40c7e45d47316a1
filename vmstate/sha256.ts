/**
 * The SHA-256 of a text in hex digits. Loads node:crypto when it is first called: that takes longer
 * than to judge a case, and most runs have nothing to name.
 */
export function sha256OfText(text: string): string {
  return process.getBuiltinModule('node:crypto').createHash('sha256').update(text).digest('hex');
}
