import type { CaseGenerator } from '../../generators/case-generator.ts';
import type { Hello } from '../../engine/engine.ts';
import { Draw } from '../../random/draw.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { caseOfRun, rarityIn, seedOfRun } from '../case-of-run.ts';
import { reachedBy } from '../corpus/interesting.ts';
import { caseDocument } from '../failure-document.ts';
import { Pool } from './pool.ts';

/** What a search begins with. */
export interface SearchOptions {
  readonly generator: CaseGenerator;
  readonly view: Hello['view'];
  readonly seed: number;
  /** Cases that earlier campaigns have kept, and what they reached. */
  readonly kept: readonly { readonly of: Case; readonly reached: readonly string[] }[];
  /** Whether a mutant can be judged: no check refuses it, and the engine supports it. */
  readonly isLegal: (of: Case) => boolean;
}

/** A case that was the first to reach something, as plain data. */
export interface KeptRecord {
  readonly run: number;
  /** A case file. */
  readonly case: unknown;
  readonly reached: readonly string[];
}

/** What a search has done since it was asked before. */
export interface SearchRecord {
  readonly kept: readonly KeptRecord[];
  readonly mutants: number;
  /** Mutants that were not legal. */
  readonly dropped: number;
  /** Edges of the engine's code that were new to this search. */
  readonly edges: number;
}

/** How a kept case says that it reached an edge: the number means something in one program alone. */
const EDGE = /^edge (\d+)$/;

export function isEdge(reached: string): boolean {
  return EDGE.test(reached);
}

/** A stream of its own, so that the mutants of a run have nothing to do with its own case. */
const SEARCH_STREAM = 41;

/** In percent: the others are generated, so that the search never gets lost in what it has kept. */
const MUTANTS = 50;

/** A mutant that is not legal is drawn again so often. */
const ATTEMPTS = 3;

/**
 * A search that prefers what is rare: half of the cases are mutants of cases that
 * were the first to reach a rule in a load that succeeds or is refused, a pair of
 * features, or an edge of the engine's code. The case of a run depends on the
 * cases before it, so that no seed and run alone give it again.
 */
export class DirectedSearch {
  readonly #options: SearchOptions;
  readonly #pool = new Pool();
  readonly #edges = new Set<number>();
  /** The mutants of the chunk that is judged. */
  readonly #mutants = new Map<number, Case>();
  #kept: KeptRecord[] = [];
  #counts = { mutants: 0, dropped: 0, edges: 0 };

  constructor(options: SearchOptions) {
    this.#options = options;
    for (const { of, reached } of options.kept) {
      this.#pool.keep(of, reached);
      for (const what of reached) {
        const [, edge] = EDGE.exec(what) ?? [];
        if (edge !== undefined) this.#edges.add(Number(edge));
      }
    }
  }

  /** The case of a run. */
  caseOf(run: number): Case {
    const { generator, seed, view } = this.#options;
    const draw = new Draw(seedOfRun(seed, run), SEARCH_STREAM);
    const mutant = rarityIn(run) === undefined && draw.chance(MUTANTS) ? this.#mutant(draw) : null;
    const of = mutant ?? caseOfRun(generator, seed, run);
    if (mutant !== null) this.#mutants.set(run, mutant);
    const fresh = this.#pool.note(of, reachedBy(of, view));
    if (fresh.length > 0) this.#keep(run, of, fresh);
    return of;
  }

  /** Told which edges were reached for the first time by a process of the engine when it was given the case. */
  reached(run: number, of: Case, edges: readonly number[]): void {
    const fresh = edges.filter((edge) => !this.#edges.has(edge));
    if (fresh.length === 0) return;
    for (const edge of fresh) this.#edges.add(edge);
    this.#counts.edges += fresh.length;
    const names = fresh.map((edge) => `edge ${edge}`);
    this.#pool.note(of, names);
    this.#keep(run, of, names);
  }

  /** The case of a run of this chunk, if it is a mutant. */
  mutantOf(run: number): Case | null {
    return this.#mutants.get(run) ?? null;
  }

  /** What was done since it was asked before; a chunk is over. */
  take(): SearchRecord {
    const record = { kept: this.#kept, ...this.#counts };
    this.#kept = [];
    this.#counts = { mutants: 0, dropped: 0, edges: 0 };
    this.#mutants.clear();
    return record;
  }

  #mutant(draw: Draw): Case | null {
    const { generator, isLegal } = this.#options;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const of = this.#pool.choose(draw);
      if (of === null) return null;
      const mutant = generator.mutant({ of, donor: this.#pool.any(draw) }, draw.bits());
      if (isLegal(mutant)) {
        this.#counts.mutants++;
        return mutant;
      }
      this.#counts.dropped++;
    }
    return null;
  }

  #keep(run: number, of: Case, reached: readonly string[]): void {
    this.#kept.push({ run, case: caseDocument(of), reached });
  }
}
