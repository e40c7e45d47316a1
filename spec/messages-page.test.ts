import { expect, test } from 'vitest';
import { messagesPage } from './messages-page.ts';

test('docs/messages.md has the texts of each release (after a change: npx vitest run spec/messages-page -u)', async () => {
  await expect(messagesPage()).toMatchFileSnapshot('../docs/messages.md');
});
