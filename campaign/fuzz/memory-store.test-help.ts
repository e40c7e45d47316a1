import type { ChunkRecord } from '../stream/record.ts';
import { createStore, type CampaignStore } from './store.ts';

/** A store that keeps a few chunks in memory. */
export function createMemoryStore(): CampaignStore {
  const chunks = new Map<number, ChunkRecord>();
  return createStore({
    put: (chunk) => void chunks.set(chunk.first, chunk),
    get(first) {
      const chunk = chunks.get(first);
      if (chunk === undefined) throw new Error(`there is no chunk of run ${first}`);
      return chunk;
    },
  });
}
