import { resultStreamLines, type StreamParts } from './write.ts';

/** A short stream as a whole. */
export async function resultStreamText(parts: StreamParts): Promise<string> {
  const lines: string[] = [];
  for await (const line of resultStreamLines(parts)) lines.push(line);
  return lines.join('');
}
