// The quiz: what is due today, one question after another; or the day on which the next one is due.
import { html } from "./vendor/preact.js";
import { Options } from "./options.js";
import { Prose, Saved, useFocusOn, useId } from "./parts.js";

const Left = ({ left }) => html`<p class="tw-muted">${left === 1 ? "One question is due today." : `${left} questions are due today.`}</p>`;

function Said({ said, left, send }) {
  return html`<p class="tw-kicker">${said.from}</p>
    <p><strong>${said.text}</strong></p>
    <p class="tw-muted">You: ${said.yours}</p>
    <div class="tw-coach" role="status"><h4>${said.heading}</h4>
      ${said.reasons.map((reason, n) => html`<${Prose} key=${n} of=${reason} />`)}
      <p class="tw-muted">${said.later}</p></div>
    <div class="tw-row"><button type="button" class="tw-go" onClick=${() => send("onward")}>
      ${left ? `Next question (${left} left)` : "Done for today"}</button></div>`;
}

function Asked({ question, chosen, send }) {
  return html`<p class="tw-kicker">${question.from}</p>
    <${Options} key=${question.id} legend=${question.text} options=${question.options} chosen=${chosen}
      onChoose=${(option) => send("choose", { option })} />
    <div class="tw-row"><button type="button" class="tw-go" onClick=${() => send("commit")}>Commit my answer</button></div>`;
}

export function QuizControl({ view, send }) {
  const title = useId("quiz");
  const at = view.said ? `said ${view.said.id}` : view.question ? view.question.id : "rest";
  const heading = useFocusOn(at, at);
  return html`<section class="tw-case tw-card" aria-labelledby=${title}>
    <h3 id=${title} tabindex="-1" ref=${heading}>What do you remember?</h3>
    ${view.said
      ? html`<${Said} said=${view.said} left=${view.left} send=${send} />`
      : view.question
        ? html`<${Left} left=${view.left} /><${Asked} question=${view.question} chosen=${view.chosen} send=${send} />`
        : html`<p>${view.rest}</p>`}
    <${Saved} text=${view.saved} />
  </section>`;
}
