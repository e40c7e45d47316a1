import { runCampaign } from '../../../campaign/run.ts';
import { createReferenceEngine } from '../../../engine/reference/create.ts';
import type { Engine } from '../../../engine/engine.ts';
import { faultyEngines } from '../../../spec/faulty/registry.ts';
import { lawsOfReleases } from '../../../spec/laws/index.ts';
import type { ResultDocument } from '../../json/document.ts';
import { readResult } from '../../json/read-result.ts';
import { resultJson } from '../../json/result-json.ts';
import type { PageData, PageFinding, Timeline } from '../data.ts';

/** What pages of tests are made of: engines that conform and wrong ones, and more findings than one reads. */

const dialect = 'qemu-11.1';

export function readBackPage(text: string): ResultDocument {
  const read = readResult(text);
  if (!read.ok) throw new Error(read.issues[0].message);
  return read.value;
}

async function judged(name: string, engine: Engine): Promise<ResultDocument> {
  const result = await runCampaign({ engine, dialect, seed: 11, runs: 60, firstRun: 0, laws: lawsOfReleases });
  const source = { engineFlags: ['--engine-cmd', `./${name}`], caseFile: null };
  const document = readBackPage(resultJson(result, { interrupted: false, source }));
  return { ...document, engine: { ...document.engine, name } };
}

/** The result of the reference engine, which conforms. */
export function rightResult(): Promise<ResultDocument> {
  return judged('reference', createReferenceEngine({ dialect }));
}

/** The result of an engine with a planted bug. */
export function wrongResult(id: string): Promise<ResultDocument> {
  const found = faultyEngines.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return judged(id, found.create(dialect));
}

const seconds = Array.from({ length: 60 }, (_, i) => 10 * i);

export const timeline: Timeline = {
  title: 'Over time',
  axis: 'seconds',
  at: seconds,
  charts: [
    {
      title: 'Rate',
      unit: 'cases per second',
      series: [{ name: 'cases/s', values: seconds.map((at) => 2000 + 300 * Math.sin(at / 60) + at) }],
    },
    {
      title: 'Coverage',
      unit: 'rules and feature pairs',
      series: [
        { name: 'rules', values: seconds.map((at) => 70 * (1 - Math.exp(-at / 60))) },
        { name: 'pairs', values: seconds.map((at) => 160 * (1 - Math.exp(-at / 120))) },
      ],
    },
    {
      title: 'Findings',
      unit: 'by signature',
      series: [{ name: 'findings', values: seconds.map((at) => Math.floor(at / 70)) }],
    },
  ],
};

/** A page with as many findings as a long campaign of a million cases has. */
export function manyFindings(page: PageData, many: number): PageData {
  const findings = Array.from({ length: many }, (_, i): PageFinding[] => {
    const finding = page.findings[i % page.findings.length];
    return finding === undefined
      ? []
      : [{ ...finding, id: `${finding.id}-${i}`, summary: `${finding.summary} (the ${i}th)` }];
  }).flat();
  const tiles = page.tiles.map((tile) => (tile.name === 'cases' ? { ...tile, value: 1_000_000 } : tile));
  return { ...page, tiles, findings };
}
