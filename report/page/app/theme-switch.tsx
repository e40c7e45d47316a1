import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { applyTheme, storedTheme, type Theme } from './theme.ts';

const themes: readonly Theme[] = ['auto', 'light', 'dark'];

/** Three choices, of which `auto` is the system's. */
export function ThemeSwitch({ onChange }: { readonly onChange: () => void }): JSX.Element {
  const [theme, setTheme] = useState(storedTheme);
  const choose = (to: Theme): void => {
    applyTheme(to);
    setTheme(to);
    onChange();
  };
  return (
    <fieldset class="switch">
      <legend class="unseen">Colors</legend>
      {themes.map((each) => (
        <label key={each}>
          <input
            type="radio"
            name="theme"
            checked={theme === each}
            onChange={() => {
              choose(each);
            }}
          />
          <span>{each}</span>
        </label>
      ))}
    </fieldset>
  );
}
