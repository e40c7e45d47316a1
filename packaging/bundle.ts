import { isAbsolute, relative } from 'node:path';
import { rolldown, type OutputOptions, type Plugin, type RolldownBuild } from 'rolldown';

/** Rooms that become one chunk each. What nothing else of a room needs stays out of it. */
const rooms = ['vmstate', 'layout', 'generators', 'oracle', 'engine/reference', 'spec', 'campaign'];
const apart = /\/(validators|index)\.ts$|^spec\/faulty\/|^campaign\/(?!coverage|known-failing|shown)[^/]+\//;

/**
 * The bundle of the package's entries, given as sources. They share chunks, because a
 * command starts faster from few files. Other packages stay imports.
 */
export function openBundle(entries: readonly string[], plugins: Plugin[] = []): Promise<RolldownBuild> {
  return rolldown({
    input: Object.fromEntries(entries.map((entry) => [entry.replace(/\.ts$/, ''), entry])),
    platform: 'node',
    checks: { bundlerTimings: false },
    external: (id) => !/^\.{0,2}\//.test(id) && !isAbsolute(id),
    plugins,
  });
}

/** Entries keep their names, so that they are where package.json says. */
export const bundled: OutputOptions = {
  dir: 'dist',
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name].js',
  codeSplitting: {
    groups: rooms.map((room) => ({
      name: room.replace('/', '-'),
      test: (id) => relative('.', id).startsWith(`${room}/`) && !apart.test(relative('.', id)),
    })),
  },
};
