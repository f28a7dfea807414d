// What shows a rating: one or more pieces, each with its kind, a named person, a day, their words, and where it stands.
import { html } from "./vendor/preact.js";
import { Select, Typed } from "./parts.js";

// Changes go out field by field, so that two quick ones never overwrite each other.
export function Evidence({ pieces, kinds, today, chip, onAdd, onChange, onDrop }) {
  const change = (position, field, value) => onChange({ position, field, value });
  return html`<section class="tw-evidence" aria-label="What shows it?">
    <h4>What shows it? ${chip ? html`<span class="tw-chip">${chip}</span>` : null}</h4>
    ${pieces.length ? null : html`<p class="tw-muted">Nothing yet, so it counts as our belief: 1 at most. A name and a day change that.</p>`}
    ${pieces.map(
      (piece, n) => html`<div key=${n} class="tw-piece" role="group" aria-label=${`Evidence ${n + 1} of ${pieces.length}`}>
        <div class="tw-grid2">
          <${Select} label="What kind?" value=${piece.kind} options=${kinds} onPick=${(kind) => change(n, "kind", kind)} />
          <${Typed} label="Who? A named person" value=${piece.who} onTyped=${(text) => change(n, "who", text)} />
          <${Typed} label="When?" type="date" max=${today} value=${piece.date} onTyped=${(text) => change(n, "date", text)} />
          <${Typed} label="Where is it?" placeholder="email, minutes, call" value=${piece.where} onTyped=${(text) => change(n, "where", text)} />
        </div>
        <${Typed} label="Their words, or what happened" rows=${2} value=${piece.quote} onTyped=${(text) => change(n, "quote", text)} />
        <button type="button" class="tw-link" onClick=${() => onDrop({ position: n })}>Remove this piece</button>
      </div>`,
    )}
    <button type="button" class="tw-quiet" onClick=${onAdd}>${pieces.length ? "Add another piece" : "Add evidence"}</button>
  </section>`;
}
