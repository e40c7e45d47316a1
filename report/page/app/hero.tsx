import type { JSX } from 'preact';
import type { Outcome, PageData } from '../data.ts';
import { count } from './words.ts';

const icons: Readonly<Record<Outcome, string>> = { conforms: '✓', known: '~', nonconform: '✕', incomplete: '…' };

/** The verdict, and the numbers that it stands on. */
export function Hero({ data }: { readonly data: PageData }): JSX.Element {
  const { verdict, title, facts, engines, tiles } = data;
  return (
    <section class={`hero ${verdict.outcome}`} aria-labelledby="verdict">
      <div class="stamp" aria-hidden="true">
        {icons[verdict.outcome]}
      </div>
      <div class="said">
        <p class="kicker">{title}</p>
        <h1 id="verdict">{verdict.word}</h1>
        <p class="sentence">{verdict.text}</p>
      </div>
      <dl class="tiles">
        {tiles.map(({ name, value, of }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {count(value)}
              {of === null ? null : <small> / {count(of)}</small>}
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
