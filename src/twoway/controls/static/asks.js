// The asks that were made, and what came of each.
import { html } from "./vendor/preact.js";
import { Select, Typed } from "./parts.js";

const ANSWERS = [["none", "No clear answer"], ["accepted", "Accepted"], ["refused", "Refused"]];

export function Asks({ asks, dimensions, today, onAsk, onAdd, onDrop }) {
  return html`<section aria-label="Asks made">
    ${asks.length ? null : html`<p class="tw-muted">None noted yet. An ask is a question to them that takes work or courage to answer, such as: which two or three results must improve? “I'll think about it” is no clear answer.</p>`}
    ${asks.map(
      (ask, n) => html`<div key=${ask.id} class="tw-piece" role="group" aria-label=${`Ask ${n + 1} of ${asks.length}`}>
        <p class="tw-fate"><span class=${`tw-chip tw-fate-${ask.fate}`}>${ask.fate_text}</span></p>
        <${Typed} label="What did you ask?" rows=${2} value=${ask.text} onTyped=${(text) => onAsk(ask.id, { text })} />
        <div class="tw-grid2">
          <${Select} label="It was about" value=${ask.dimension} options=${dimensions} onPick=${(dimension) => onAsk(ask.id, { dimension })} />
          <${Typed} label="Asked on" type="date" max=${today} value=${ask.made_on} onTyped=${(made_on) => onAsk(ask.id, { made_on })} />
          <${Typed} label="Due on (else two weeks)" type="date" value=${ask.due_on} onTyped=${(due_on) => onAsk(ask.id, { due_on })} />
          <${Select} label="Their answer" value=${ask.answer} options=${ANSWERS} onPick=${(answer) => onAsk(ask.id, { answer })} />
          ${ask.answer === "none" ? null : html`<${Typed} label="Answered on" type="date" max=${today} value=${ask.answered_on} onTyped=${(answered_on) => onAsk(ask.id, { answered_on })} />`}
        </div>
        <button type="button" class="tw-link" onClick=${() => onDrop(ask.id)}>Remove this ask</button>
      </div>`,
    )}
    <button type="button" class="tw-quiet" onClick=${onAdd}>${asks.length ? "Add another ask" : "Add the last ask"}</button>
  </section>`;
}
