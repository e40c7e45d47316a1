/** Programs that run the file that they are given. */
const interpreters = /^(.*\/)?(python[\d.]*|pypy[\d.]*|node|deno|bun|tsx|ruby|perl|lua|java|sh|bash|env|npx)$/;

/**
 * The file of an engine's command that people change: the program, or the first file that its
 * interpreter is given (`python3 -B engine.py`).
 */
export function programFile(command: string): string {
  const words = (command.match(/'[^']*'|"[^"]*"|[^\s'"]+/g) ?? []).map((word) => word.replace(/^(['"])(.*)\1$/, '$2'));
  const [program = 'engine', ...rest] = words;
  if (!interpreters.test(program)) return program;
  return rest.find((word) => !word.startsWith('-') && /\.\w+$/.test(word)) ?? program;
}
