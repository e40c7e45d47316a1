import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { PageData } from '../data.ts';
import { choices, matches, noFilter, type Filter } from './filter.ts';
import { Finding } from './finding.tsx';
import { count, plural } from './words.ts';

interface Props {
  readonly data: PageData;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}

/** The findings, each to unfold; what is folded is not rendered. */
export function Findings({ data, filter, onFilter }: Props): JSX.Element {
  const { findings } = data;
  const [open, setOpen] = useState<ReadonlySet<string>>(() => initiallyOpen(data));
  const shown = useMemo(() => findings.filter((finding) => matches(finding, filter)), [findings, filter]);
  useEffect(() => {
    const follow = (): void => {
      const id = decodeURIComponent(location.hash.slice(1));
      if (findings.some((finding) => finding.id === id)) setOpen((all) => new Set([...all, id]));
    };
    addEventListener('hashchange', follow);
    return () => {
      removeEventListener('hashchange', follow);
    };
  }, [findings]);
  const toggle = (id: string): void => {
    const all = new Set(open);
    if (!all.delete(id)) all.add(id);
    setOpen(all);
  };
  return (
    <section id="findings" aria-labelledby="findings-title" tabIndex={-1}>
      <div class="head">
        <h2 id="findings-title">Findings</h2>
        <span class="soft" role="status">
          {shown.length === findings.length
            ? count(findings.length)
            : `${count(shown.length)} of ${count(findings.length)}`}
        </span>
      </div>
      {findings.length === 0 ? (
        <p class="empty">No finding.</p>
      ) : (
        <>
          {findings.length === 1 ? null : <Toolbar data={data} filter={filter} onFilter={onFilter} />}
          {shown.length === 0 ? <p class="empty">Nothing is like that.</p> : null}
          <ul class="findings">
            {shown.map((finding) => (
              <li key={finding.id}>
                <Finding
                  finding={finding}
                  data={data}
                  open={open.has(finding.id)}
                  onToggle={() => {
                    toggle(finding.id);
                  }}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** The one that the address names, or the first. */
function initiallyOpen({ findings }: PageData): ReadonlySet<string> {
  const id = decodeURIComponent(location.hash.slice(1));
  const named = findings.find((finding) => finding.id === id) ?? findings[0];
  return new Set(named === undefined ? [] : [named.id]);
}

function Toolbar({ data, filter, onFilter }: Props): JSX.Element {
  const { findings, engines, terms } = data;
  const set = (part: Partial<Filter>): void => {
    onFilter({ ...filter, ...part });
  };
  return (
    <form
      class="toolbar"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <label class="query">
        <span class="unseen">Search the findings</span>
        <input
          type="search"
          placeholder={`Search: ${terms.law.toLowerCase()}, ${terms.rule.toLowerCase()}, field …`}
          value={filter.query}
          onInput={(event) => {
            set({ query: event.currentTarget.value });
          }}
        />
      </label>
      <Choice
        name="Verdict"
        value={filter.verdict}
        options={choices(findings, ({ verdict }) => verdict)}
        onChoose={(verdict) => {
          set({ verdict });
        }}
      />
      <Choice
        name={terms.law}
        value={filter.law}
        options={choices(findings, ({ laws }) => laws)}
        onChoose={(law) => {
          set({ law });
        }}
      />
      <Choice
        name={terms.rule}
        value={filter.rule}
        options={choices(findings, ({ broken }) => broken)}
        onChoose={(rule) => {
          set({ rule });
        }}
      />
      {engines.length < 2 ? null : (
        <Choice
          name="Engine"
          value={filter.engine === null ? null : String(filter.engine)}
          options={choices(findings, ({ engine }) => String(engine))}
          text={(at) => engines[Number(at)]?.name ?? at}
          onChoose={(at) => {
            set({ engine: at === null ? null : Number(at) });
          }}
        />
      )}
      <button
        type="button"
        class="button"
        onClick={() => {
          onFilter(noFilter);
        }}
      >
        Clear
      </button>
    </form>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly value: string | null;
  readonly options: readonly (readonly [string, number])[];
  readonly text?: (value: string) => string;
  readonly onChoose: (value: string | null) => void;
}

function Choice({ name, value, options, text = (each) => each, onChoose }: ChoiceProps): JSX.Element {
  return (
    <label class="choice">
      <span>{name}</span>
      <select
        value={value ?? ''}
        onChange={(event) => {
          onChoose(event.currentTarget.value === '' ? null : event.currentTarget.value);
        }}
      >
        <option value="">any ({plural(options.length, 'value')})</option>
        {options.map(([each, n]) => (
          <option key={each} value={each}>
            {text(each)} ({n})
          </option>
        ))}
      </select>
    </label>
  );
}
