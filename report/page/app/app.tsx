import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PageData } from '../data.ts';
import { noFilter, type Filter } from './filter.ts';
import { Findings } from './findings.tsx';
import { Hero } from './hero.tsx';
import { Laws } from './laws.tsx';
import { Notes } from './notes.tsx';
import { RuleGrid } from './rule-grid.tsx';
import { Sections } from './sections.tsx';
import { ThemeSwitch } from './theme-switch.tsx';
import { TimelineCharts } from './timeline.tsx';

/** The whole page. */
export function App({ data }: { readonly data: PageData }): JSX.Element {
  const [filter, setFilter] = useState<Filter>(noFilter);
  // Charts are drawn with the colors that hold when they are drawn.
  const [drawn, setDrawn] = useState(0);
  const showFindings = (part: Partial<Filter>): void => {
    setFilter({ ...noFilter, ...part });
    document.getElementById('findings')?.scrollIntoView();
  };
  return (
    <>
      <a class="skip" href="#findings">
        Skip to the findings
      </a>
      <header class="bar">
        <div class="wrap">
          <span class="brand">
            <Mark /> vmstate-conformance
          </span>
          <ThemeSwitch
            onChange={() => {
              setDrawn(drawn + 1);
            }}
          />
        </div>
      </header>
      <main class="wrap">
        <Hero data={data} />
        <Notes notes={data.notes} />
        {data.timeline === null ? null : <TimelineCharts timeline={data.timeline} drawn={drawn} />}
        <Sections sections={data.sections} />
        {data.rules.length === 0 ? null : <RuleGrid data={data} onShow={showFindings} />}
        <Findings data={data} filter={filter} onFilter={setFilter} />
        {data.laws.length === 0 ? null : <Laws data={data} onShow={showFindings} />}
      </main>
      <footer class="wrap foot">{data.suite} · this page is one file and loads nothing</footer>
    </>
  );
}

function Mark(): JSX.Element {
  return (
    <svg class="mark" viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
      <rect x="2" y="3" width="9" height="5" rx="1.2" />
      <rect x="2" y="10" width="9" height="5" rx="1.2" />
      <rect x="13" y="16" width="9" height="5" rx="1.2" />
      <path d="M11 12.5h3.5a2 2 0 0 1 2 2V16" fill="none" stroke="currentColor" stroke-width="1.8" />
    </svg>
  );
}
