import { truncate } from '../terminal/truncate.ts';

/** One line of text, without markup: entities, as they hold inside HTML and a table, too. */
export function escapeMarkdown(of: string): string {
  return truncate(of).replace(/[&<>|`*_[\]\\~#@]/g, (character) => `&#${character.charCodeAt(0)};`);
}
