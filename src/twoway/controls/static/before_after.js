// One described deal, rated at the start and again at the end; then both beside the authors' rating.
import { html, useState } from "./vendor/preact.js";
import { Scale } from "./scale.js";
import { Prose, Saved, useFocusOn, useId } from "./parts.js";

const known = (level) => level !== null && level !== undefined;

function Rating({ fixed, view, send }) {
  const [at, setAt] = useState(0);
  const dimension = fixed.dimensions[at];
  const heading = useFocusOn(at, 0);
  const last = at === fixed.dimensions.length - 1;
  const level = view.levels[dimension.id];
  return html`<div class="tw-step">
    <p class="tw-kicker">${at + 1} of ${fixed.dimensions.length}</p>
    <h4 tabindex="-1" ref=${heading}>${dimension.title}</h4>
    <${Scale} key=${dimension.id} legend=${dimension.question} levels=${dimension.levels} level=${level}
      onLevel=${(chosen) => send("rate", { dimension: dimension.id, level: chosen })} />
    <div class="tw-row">
      ${at ? html`<button type="button" class="tw-quiet" onClick=${() => setAt(at - 1)}>Back</button>` : null}
      ${last
        ? html`<button type="button" class="tw-go" onClick=${() => send("commit")}>Commit my rating</button>`
        : html`<button type="button" class="tw-go" onClick=${() => setAt(at + 1)}>Next: ${fixed.dimensions[at + 1].title}</button>`}
      <span class="tw-muted">${Object.values(view.levels).filter(known).length} of ${fixed.dimensions.length} rated.</span>
    </div></div>`;
}

const Shift = ({ view }) => html`<p role="status"><strong>${view.line}</strong></p>
  <div class="tw-table" role="region" aria-label="Both ratings beside the authors'" tabindex="0"><table>
    <thead><tr><th scope="col">What</th><th scope="col">Before</th><th scope="col">After</th><th scope="col">The authors</th><th scope="col">Shift</th></tr></thead>
    <tbody>${view.rows.map(
      (row) => html`<tr key=${row.id}><th scope="row">${row.title}</th><td data-label="Before">${row.before}</td><td data-label="After">${row.after}</td>
        <td data-label="The authors">${row.ours}</td><td data-label="Shift">${row.shift || "not compared"}</td></tr>`,
    )}</tbody></table></div>
  <details><summary>What supports the authors' rating</summary>
    <ul>${view.rows.filter((row) => row.why).map((row) => html`<li key=${row.id}><strong>${row.title}.</strong> ${row.why}</li>`)}</ul></details>
  <p class="tw-muted">${view.honest}</p>`;

export function BeforeAfterControl({ view, fixed, send }) {
  const title = useId("before-after");
  const at = `${view.round}/${view.rows.length}`;
  const heading = useFocusOn(at, at);
  return html`<section class="tw-case tw-card" aria-labelledby=${title}>
    <p class="tw-kicker">${fixed.from}</p>
    <h3 id=${title} tabindex="-1" ref=${heading}>${fixed.title}</h3>
    <${Prose} of=${fixed.summary} />
    <h4>On file</h4>
    <ul>${fixed.facts.map((fact, n) => html`<li key=${n}><${Prose} of=${fact} /></li>`)}</ul>
    ${view.intro ? html`<p class="tw-note">${view.intro}</p>` : null}
    ${view.round ? html`<${Rating} key=${view.round} fixed=${fixed} view=${view} send=${send} />` : null}
    ${view.rows.length ? html`<${Shift} view=${view} />` : null}
    ${view.round ? null : html`<div class="tw-row"><button type="button" class="tw-quiet" onClick=${() => send("again")}>
      ${view.rows.length ? "Rate it once more" : "Rate it again now"}</button></div>`}
    <${Saved} text=${view.saved} />
  </section>`;
}
