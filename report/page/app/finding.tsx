import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PageData, PageFinding } from '../data.ts';
import { BytesView } from './bytes-view.tsx';
import { DescriptionTable, Rows } from './description-table.tsx';
import { DeviceTree } from './device-tree.tsx';
import { Facts } from './hero.tsx';
import { MemoryPicture } from './memory-picture.tsx';
import { Reproducers } from './reproducers.tsx';
import { plural } from './words.ts';

interface Props {
  readonly finding: PageFinding;
  readonly data: PageData;
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** A finding: one line, and everything about it when it is unfolded. */
export function Finding({ finding, data, open, onToggle }: Props): JSX.Element {
  const { id, law, rule, verdict, summary, cases, engine } = finding;
  return (
    <article class="finding" id={id} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>
        <button type="button" aria-expanded={open} aria-controls={`${id}-body`} onClick={onToggle}>
          <span class="arrow" aria-hidden="true" />
          <span class={`badge ${verdict}`}>{verdict}</span>
          <span class="what">
            <b>{law}</b>
            <span class="summary">{summary}</span>
          </span>
          <span class="side">
            <code>{rule}</code>
            {cases === 0 ? null : <span>{plural(cases, 'case')}</span>}
            {data.engines.length < 2 ? null : <span>{data.engines[engine]?.name}</span>}
          </span>
        </button>
      </h3>
      <div id={`${id}-body`} hidden={!open}>
        {open ? <Body finding={finding} data={data} /> : null}
      </div>
    </article>
  );
}

function Body({ finding, data }: { readonly finding: PageFinding; readonly data: PageData }): JSX.Element {
  const { id, facts, steps, device, description, memory, bytes, answer, entries, reproducers } = finding;
  const [pointed, setPointed] = useState<string | null>(null);
  return (
    <div class="body">
      {data.rules.length === 0 ? null : <Rule finding={finding} data={data} />}
      <Facts facts={facts} />
      <section aria-labelledby={`${id}-steps`}>
        <h4 id={`${id}-steps`}>Steps</h4>
        <ol class="steps">
          {steps.map((step, at) => (
            <li key={at}>{step}</li>
          ))}
        </ol>
      </section>
      {answer === null ? null : (
        <section aria-labelledby={`${id}-answer`}>
          <h4 id={`${id}-answer`}>{answer.title}</h4>
          <div class="pair">
            <Side name="expected" text={answer.expected} />
            <Side name="received" text={answer.received} />
          </div>
        </section>
      )}
      {entries === null ? null : (
        <section aria-labelledby={`${id}-entries`}>
          <h4 id={`${id}-entries`}>{entries.title}</h4>
          {entries.table === null ? null : <Rows id={`${id}-entries`} table={entries.table} />}
        </section>
      )}
      {bytes === null ? null : (
        <BytesView id={id} bytes={bytes} rules={finding.rules} data={data} pointed={pointed} onPoint={setPointed} />
      )}
      {device === null ? null : (
        <section aria-labelledby={`${id}-device`}>
          <h4 id={`${id}-device`}>The smallest device that fails</h4>
          <div class="scroll" role="group" aria-labelledby={`${id}-device`} tabIndex={0}>
            <DeviceTree root={device} pointed={pointed} onPoint={setPointed} />
          </div>
        </section>
      )}
      {memory === null ? null : <MemoryPicture id={id} memory={memory} pointed={pointed} onPoint={setPointed} />}
      {description === null ? null : <DescriptionTable id={id} table={description} />}
      {reproducers.length === 0 ? null : <Reproducers id={id} reproducers={reproducers} />}
    </div>
  );
}

function Rule({ finding: { rule: id, lawTitle, verdict }, data }: Pick<Props, 'finding' | 'data'>): JSX.Element {
  const rule = data.rules.find((each) => each.id === id);
  return (
    <div class="cited">
      <p>
        <span class="soft">{verdict === 'nonconform' ? 'Rule' : 'Rule that the case covers'}</span> <code>{id}</code>{' '}
        {rule === undefined ? null : <span class={`badge ${rule.level}`}>{rule.level}</span>}
      </p>
      {rule === undefined ? null : (
        <p>
          {rule.statement} <span class="soft">QEMU: {rule.source}</span>
        </p>
      )}
      <p>
        <span class="soft">Law</span> {lawTitle}
      </p>
    </div>
  );
}

function Side({ name, text }: { readonly name: string; readonly text: string }): JSX.Element {
  return (
    <div class={name}>
      <p class="soft small">{name}</p>
      <pre>{text}</pre>
    </div>
  );
}
