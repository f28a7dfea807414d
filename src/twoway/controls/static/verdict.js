// The verdict of today: what, why, and what to do next. Declining well is a win, so no verdict is red.
import { html, useState } from "./vendor/preact.js";
import { Copy } from "./parts.js";

const SHOWN = 3; // reasons before the fold

function Reasons({ reasons }) {
  const [all, setAll] = useState(false);
  const listed = all ? reasons : reasons.slice(0, SHOWN);
  const rest = reasons.length - SHOWN;
  if (!reasons.length) return null;
  return html`<h4>Why</h4>
    <ol class="tw-reasons">${listed.map((reason) => html`<li key=${reason.key}><strong>${reason.lead}</strong>${reason.rest}</li>`)}</ol>
    ${rest > 0 ? html`<button type="button" class="tw-link" aria-expanded=${all} onClick=${() => setAll(!all)}>${all ? "Show fewer" : `And ${rest} more`}</button>` : null}`;
}

export function Verdict({ verdict, onSent, children }) {
  const step = verdict.step;
  return html`<aside class=${`tw-card tw-verdict tw-is-${verdict.id}`} aria-label="Verdict">
    <div aria-live="polite" aria-atomic="true">
      <p class="tw-kicker">${verdict.kicker}</p>
      <h3>${verdict.title}</h3>
      <p class="tw-qualified">${verdict.line}</p>
    </div>
    ${verdict.flags.map((flag) => html`<p key=${flag.id} class="tw-flag"><span class="tw-chip">${flag.title}</span> ${flag.advice}</p>`)}
    ${step
      ? html`<h4>${step.title}</h4><div class="tw-askbox">${step.text.split("\n").filter(Boolean).map((line, n) => html`<p key=${n}>${line}</p>`)}</div>
          ${step.sendable ? html`<${Copy} text=${step.text} />` : null}
          ${step.notable ? html`<button type="button" class="tw-link" onClick=${() => onSent(step)}>I have sent it: note it as an ask</button>` : null}`
      : null}
    <${Reasons} reasons=${verdict.reasons} />
    ${verdict.conditions.length
      ? html`<h4>On condition</h4><ul class="tw-reasons">${verdict.conditions.map((line) => html`<li key=${line}>${line}</li>`)}</ul>`
      : null}
    ${verdict.word ? html`<h4>The word “partner”</h4><p class="tw-small">${verdict.word}</p>` : null}
    ${verdict.notes.length
      ? html`<details class="tw-small"><summary>${verdict.notes.length === 1 ? "One note" : `${verdict.notes.length} notes`}</summary><ul class="tw-reasons">${verdict.notes.map((line) => html`<li key=${line}>${line}</li>`)}</ul></details>`
      : null}
    ${children}
  </aside>`;
}
