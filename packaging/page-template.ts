import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { rolldown } from 'rolldown';

const PROGRAM = 'report/page/app/main.tsx';
const STYLES = ['report/page/app/style.css', createRequire(import.meta.url).resolve('uplot/dist/uPlot.min.css')];

/**
 * The template of the HTML report: program and style of the page in one file,
 * with marks where the data goes (report/page/html.ts). The policy allows
 * exactly this program and this style, and nothing from anywhere else.
 */
export async function pageTemplate(): Promise<string> {
  const program = await bundledProgram();
  const style = (await Promise.all(STYLES.map((path) => readFile(path, 'utf8')))).map(withoutMargins).join('\n');
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(program)}'`,
    `style-src '${hashOf(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="robots" content="noindex">',
    '<title><!--title--></title>',
    '<link rel="icon" href="data:,">',
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<div id="page"></div>',
    '<noscript><p><!--said--></p><p>This page needs JavaScript to show more.</p></noscript>',
    '<script type="application/json" id="data"><!--data--></script>',
    `<script type="module">${program}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

async function bundledProgram(): Promise<string> {
  const build = await rolldown({ input: PROGRAM, platform: 'browser' });
  try {
    const { output } = await build.generate({ format: 'esm', minify: true, codeSplitting: false });
    const [{ code }] = output;
    // Inside a script element these would end it or hide the rest.
    return code.replaceAll('</script', String.raw`<\/script`).replaceAll('<!--', String.raw`<\!--`);
  } finally {
    await build.close();
  }
}

function withoutMargins(css: string): string {
  return css
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
