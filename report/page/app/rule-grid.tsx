import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { CellState, PageData, PageRule } from '../data.ts';
import type { Filter } from './filter.ts';
import { useRoving } from './roving.ts';
import { count, plural } from './words.ts';

export const stateWords: Readonly<Record<CellState, string>> = {
  passes: 'conforms',
  fails: 'fails',
  known: 'known failure',
  ignored: 'below the level',
  untested: 'not tested',
  absent: 'not in this dialect',
};

interface Props {
  readonly data: PageData;
  readonly onShow: (part: Partial<Filter>) => void;
}

/** Engines × rules: a line for each area of rules, a tile for each rule. */
export function RuleGrid({ data, onShow }: Props): JSX.Element {
  const { rules, engines } = data;
  const areas = useMemo(() => byArea(rules), [rules]);
  const [chosen, setChosen] = useState<string | null>(null);
  const { ref, onKeyDown } = useRoving<HTMLDivElement>();
  const rule = rules.find(({ id }) => id === chosen);
  const first = rules[0]?.id;
  const strip = (inside: readonly PageRule[], engine: number): JSX.Element => (
    <div class="strip">
      {inside.map((each) => (
        <Tile
          key={each.id}
          rule={each}
          engine={engine}
          chosen={each.id === chosen}
          stop={engine === 0 && each.id === first}
          onChoose={() => {
            setChosen(each.id === chosen ? null : each.id);
          }}
        />
      ))}
    </div>
  );
  return (
    <section class="panel" aria-labelledby="rules">
      <div class="head">
        <h2 id="rules">Rules</h2>
        <Legend rules={rules} />
      </div>
      <div ref={ref} onKeyDown={onKeyDown}>
        {engines.length === 1 ? (
          <ul class="areas">
            {[...areas].map(([area, inside]) => (
              <li key={area}>
                <span class="area">{area}</span>
                {strip(inside, 0)}
              </li>
            ))}
          </ul>
        ) : (
          <div class="scroll" role="group" aria-label="Engines and rules" tabIndex={0}>
            <table class="grid">
              <thead>
                <tr>
                  <th scope="col">Area</th>
                  {engines.map(({ name }, at) => (
                    <th scope="col" key={at}>
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {[...areas].map(([area, inside]) => (
                  <tr key={area}>
                    <th scope="row">{area}</th>
                    {engines.map((_, engine) => (
                      <td key={engine}>{strip(inside, engine)}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
      <div aria-live="polite">
        {rule === undefined ? (
          <p class="tip-line">Choose a rule to read it. Arrow keys move between the rules.</p>
        ) : (
          <RuleDetail rule={rule} data={data} onShow={onShow} />
        )}
      </div>
    </section>
  );
}

function byArea(rules: readonly PageRule[]): Map<string, PageRule[]> {
  const areas = new Map<string, PageRule[]>();
  for (const rule of rules) areas.set(rule.area, [...(areas.get(rule.area) ?? []), rule]);
  return areas;
}

interface TileProps {
  readonly rule: PageRule;
  readonly engine: number;
  readonly chosen: boolean;
  readonly stop: boolean;
  readonly onChoose: () => void;
}

function Tile({ rule, engine, chosen, stop, onChoose }: TileProps): JSX.Element | null {
  const cell = rule.cells[engine];
  if (cell === undefined) return null;
  const more = cell.violations > 0 ? `, ${plural(cell.violations, 'violation')}` : '';
  return (
    <button
      type="button"
      data-stop
      tabIndex={stop ? 0 : -1}
      class={`tile ${cell.state}`}
      aria-pressed={chosen}
      aria-label={`${rule.id}: ${stateWords[cell.state]}${more}`}
      title={`${rule.id}: ${stateWords[cell.state]}${more}\n${rule.statement}`}
      onClick={onChoose}
    >
      {rule.id.slice(rule.id.lastIndexOf('-') + 1)}
    </button>
  );
}

const states: readonly CellState[] = ['fails', 'known', 'ignored', 'passes', 'untested', 'absent'];

function Legend({ rules }: { readonly rules: readonly PageRule[] }): JSX.Element {
  const counts = new Map<CellState, number>();
  for (const { cells } of rules) for (const { state } of cells) counts.set(state, (counts.get(state) ?? 0) + 1);
  return (
    <ul class="legend">
      {states.map((state) => {
        const n = counts.get(state) ?? 0;
        return n === 0 ? null : (
          <li key={state}>
            <span class={`tile ${state}`} aria-hidden="true" /> {n} {stateWords[state]}
          </li>
        );
      })}
    </ul>
  );
}

interface DetailProps extends Props {
  readonly rule: PageRule;
}

function RuleDetail({ rule, data, onShow }: DetailProps): JSX.Element {
  const { id, level, statement, source, laws, cells } = rule;
  const found = data.findings.filter(({ broken }) => broken.includes(id)).length;
  return (
    <div class="rule">
      <h3>
        {id} <span class={`badge ${level}`}>{level}</span>
      </h3>
      <p>{statement}</p>
      <dl class="facts">
        <div>
          <dt>QEMU</dt>
          <dd>
            <code>{source}</code>
          </dd>
        </div>
        <div>
          <dt>laws</dt>
          <dd>{laws.length === 0 ? 'none' : laws.join(', ')}</dd>
        </div>
        {data.engines.map(({ name }, at) => {
          const cell = cells[at];
          return cell === undefined ? null : (
            <div key={at}>
              <dt>{name}</dt>
              <dd>
                {stateWords[cell.state]}
                {cell.tested === null ? '' : `, tested by ${count(cell.tested)} of the sampled cases`}
                {cell.violations === 0 ? '' : `, ${plural(cell.violations, 'violation')}`}
              </dd>
            </div>
          );
        })}
      </dl>
      {found === 0 ? null : (
        <button
          type="button"
          class="button"
          onClick={() => {
            onShow({ rule: id });
          }}
        >
          Show {plural(found, 'finding')}
        </button>
      )}
    </div>
  );
}
