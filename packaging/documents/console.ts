import { marked, type Token } from 'marked';
import { splitCommand } from '../../engine/process/split-command.ts';

/** The commands of all `console` blocks: lines that begin with `$ `, joined with those that continue them. */
export function commandsIn(markdown: string): string[] {
  const commands: string[] = [];
  void marked.walkTokens(marked.lexer(markdown), (token: Token) => {
    if (token.type !== 'code' || !('lang' in token) || token.lang !== 'console') return;
    const text = String(token.text).replaceAll('\\\n', ' ');
    for (const line of text.split('\n')) if (line.startsWith('$ ')) commands.push(line.slice(2).trim());
  });
  return commands;
}

const NAME = 'npx vmstate-conformance ';

/** The arguments of a command of the suite, without comments and redirections; null: it is another program. */
export function argumentsOf(command: string): readonly string[] | null {
  if (!command.startsWith(NAME)) return null;
  const words = splitCommand(command.slice(NAME.length).replace(/ (#|> ).*$/, ''));
  if (words.status === 'error') throw new Error(`${command}: ${words.message}`);
  return words.words;
}
