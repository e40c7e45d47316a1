import type { InterestingFile } from '../../campaign/corpus/corpus-file.ts';
import { isEdge } from '../../campaign/directed/search.ts';
import type { Hello } from '../../engine/engine.ts';

/** What a kept case reached; the edges of another program say nothing of this one. */
export function reachedInCorpus(
  { reached, engine }: InterestingFile,
  { name, version }: Pick<Hello, 'name' | 'version'>,
): string[] {
  const isSame = engine.name === name && engine.version === version;
  return reached.filter((what) => isSame || !isEdge(what));
}
