import { render } from 'preact';
import type { PageData } from '../data.ts';
import { App } from './app.tsx';
import { applyTheme, storedTheme } from './theme.ts';

applyTheme(storedTheme());

const source = document.getElementById('data');
const place = document.getElementById('page');
const data: unknown = JSON.parse(source?.textContent ?? 'null');
if (place !== null && isPage(data)) render(<App data={data} />, place);

/** The suite has written it beside this program: the two are always of one version. */
function isPage(json: unknown): json is PageData {
  return typeof json === 'object' && json !== null && 'format' in json && json.format === 'vmstate-conformance/page/1';
}
