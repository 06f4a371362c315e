/** The documentation page's looks: one file of its own, since the till's pages may hold no style inside. */
export const DOCS_STYLE = `:root {
  color-scheme: light dark;
  --ink: light-dark(#1b1f24, #e6e9ed);
  --soft: light-dark(#57606a, #9da7b3);
  --paper: light-dark(#ffffff, #14171a);
  --panel: light-dark(#f4f5f7, #1f2429);
  --line: light-dark(#d5d9de, #363c44);
  --accent: light-dark(#0b5cad, #7db8f5);
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body {
  margin: 0 auto;
  padding: 1rem;
  max-width: 80rem;
  background: var(--paper);
  color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif;
}
a { color: var(--accent); }
code, pre { font: 0.9em/1.45 ui-monospace, monospace; }
pre { padding: 0.75rem; overflow-x: auto; background: var(--panel); border: 1px solid var(--line); border-radius: 6px; }
h3 code { overflow-wrap: anywhere; }
h4 { margin: 1rem 0 0.25rem; color: var(--soft); }
article { padding: 0.5rem 0 1.5rem; border-top: 1px solid var(--line); }
.who { color: var(--soft); }
dl { display: grid; grid-template-columns: minmax(3rem, max-content) 1fr; gap: 0.15rem 1rem; margin: 0.25rem 0; }
dt, dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
dd dl { border-inline-start: 2px solid var(--line); padding-inline-start: 0.75rem; }
ul { margin: 0.25rem 0; padding-inline-start: 1.25rem; }
nav ul { list-style: none; padding: 0; font-size: 0.85rem; overflow-wrap: anywhere; }
nav h2 { font-size: 1rem; margin: 0.75rem 0 0; }
@media (min-width: 60rem) {
  body { display: grid; grid-template: auto 1fr / 20rem 1fr; gap: 0 2rem; }
  header { grid-column: 1 / -1; }
  nav { position: sticky; top: 0; max-height: 100vh; overflow-y: auto; align-self: start; }
  main { min-width: 0; }
}
@media (max-width: 40rem) {
  dl { grid-template-columns: 1fr; }
  dd { padding-inline-start: 1rem; }
}
`;
