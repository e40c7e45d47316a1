import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { PageReproducer } from '../data.ts';

interface Props {
  readonly id: string;
  readonly reproducers: readonly PageReproducer[];
}

/** The reproducers, each to copy. */
export function Reproducers({ id, reproducers }: Props): JSX.Element {
  const [chosen, setChosen] = useState(0);
  const shown = reproducers[chosen];
  return (
    <section aria-labelledby={`${id}-reproduce`}>
      <div class="head">
        <h4 id={`${id}-reproduce`}>Reproduce</h4>
        <fieldset class="switch">
          <legend class="unseen">Form of the reproducer</legend>
          {reproducers.map(({ name }, at) => (
            <label key={name}>
              <input
                type="radio"
                name={`${id}-form`}
                checked={at === chosen}
                onChange={() => {
                  setChosen(at);
                }}
              />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
      </div>
      {shown === undefined ? null : <Text name={shown.name} text={shown.text} />}
    </section>
  );
}

function Text({ name, text }: { readonly name: string; readonly text: string }): JSX.Element {
  const place = useRef<HTMLPreElement>(null);
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    setSaid((await copied(text, place.current)) ? 'Copied' : 'Selected: press Ctrl+C');
    setTimeout(() => {
      setSaid('');
    }, 2500);
  };
  return (
    <div class="copy">
      <pre ref={place} tabIndex={0} role="group" aria-label={name}>
        {text}
      </pre>
      <p>
        <button type="button" class="button" onClick={() => void copy()}>
          Copy
        </button>
        <span class="copied" role="status">
          {said}
        </span>
      </p>
    </div>
  );
}

/** A page from a file may not write to the clipboard: then the text is selected. */
async function copied(text: string, place: HTMLElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (place !== null) getSelection()?.selectAllChildren(place);
    return false;
  }
}
