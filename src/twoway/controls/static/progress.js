// Where one stands, as a small table, and one line on what is next; the questions that are due open in the same place.
import { html } from "./vendor/preact.js";
import { QuizControl } from "./quiz.js";
import { useId } from "./parts.js";

export function ProgressControl({ view, send }) {
  const title = useId("progress");
  if (view.quiz) {
    return html`<${QuizControl} view=${view.quiz} send=${send} />
      <div class="tw-case"><div class="tw-row"><button type="button" class="tw-quiet" onClick=${() => send("close_quiz")}>Back to where you stand</button></div></div>`;
  }
  const { text, title: name, href } = view.next;
  return html`<section class="tw-case tw-card" aria-labelledby=${title}>
    <h3 id=${title}>Where you stand</h3>
    <p class="tw-note"><strong>Next:</strong> ${text} ${href ? html`<a href=${href}>${name}</a>` : null}</p>
    ${view.due ? html`<div class="tw-row"><button type="button" class="tw-go" onClick=${() => send("open_quiz")}>Answer them now</button></div>` : null}
    <table class="tw-ratings"><thead><tr><th scope="col">What</th><th scope="col">So far</th><th scope="col">More</th></tr></thead>
      <tbody>${view.rows.map((row) => html`<tr key=${row.what}><th scope="row">${row.what}</th><td>${row.done}</td><td>${row.note}</td></tr>`)}</tbody></table>
    <p class="tw-muted">Counted from your own workbook. Pages that you only read are not counted.</p>
  </section>`;
}
