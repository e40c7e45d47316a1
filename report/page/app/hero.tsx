import type { JSX } from 'preact';
import type { Outcome, PageData } from '../data.ts';
import { count } from './words.ts';

const words: Readonly<Record<Outcome, string>> = {
  conforms: 'Conforms',
  known: 'Known failures only',
  nonconform: 'Does not conform',
  incomplete: 'No verdict yet',
};

const icons: Readonly<Record<Outcome, string>> = { conforms: '✓', known: '~', nonconform: '✕', incomplete: '…' };

/** The verdict, and the numbers that it stands on. */
export function Hero({ data }: { readonly data: PageData }): JSX.Element {
  const { verdict, title, facts, engines } = data;
  return (
    <section class={`hero ${verdict.outcome}`} aria-labelledby="verdict">
      <div class="stamp" aria-hidden="true">
        {icons[verdict.outcome]}
      </div>
      <div class="said">
        <p class="kicker">{title}</p>
        <h1 id="verdict">{words[verdict.outcome]}</h1>
        <p class="sentence">{verdict.text}</p>
      </div>
      <dl class="tiles">
        {tilesOf(data).map(({ name, value, of }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {value}
              {of === null ? null : <small> / {of}</small>}
            </dd>
          </div>
        ))}
      </dl>
      {facts.length === 0 ? null : <Facts facts={facts} />}
      {engines.length < 2 ? null : (
        <ul class="engines">
          {engines.map((engine, at) => (
            <li key={at} class={engine.outcome}>
              <b>{engine.name}</b> {engine.conclusion}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function Facts({ facts }: { readonly facts: PageData['facts'] }): JSX.Element {
  return (
    <dl class="facts">
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface Tile {
  readonly name: string;
  readonly value: string;
  readonly of: string | null;
}

function tilesOf({ findings, rules, laws, totals }: PageData): Tile[] {
  const tested = rules.filter(({ cells }) => cells.some(({ state }) => state !== 'untested' && state !== 'absent'));
  const broken = laws.filter(({ cells }) => cells.some((cell) => cell?.state === 'fails'));
  return [
    { name: 'findings', value: count(findings.length), of: null },
    { name: 'cases', value: count(totals.cases), of: totals.runs > totals.cases ? count(totals.runs) : null },
    { name: 'rules tested', value: count(tested.length), of: count(rules.length) },
    { name: 'laws broken', value: count(broken.length), of: count(laws.length) },
  ];
}
