// One task of a worksheet: answer, hint, commit, feedback; a written text is compared with a model by a checklist.
import { html, useRef } from "./vendor/preact.js";
import { Options } from "./options.js";
import { Scale } from "./scale.js";
import { Building, Marking } from "./wording.js";
import { Prose, Saved, Typed, useId } from "./parts.js";

// The steps stay one list: whoever moves one keeps the focus on the button they pressed, and hears the new place.
function Steps({ legend, note, options, order, send }) {
  const id = useId("steps");
  const said = useRef("");
  const move = (step, place, by) => {
    said.current = `${step.label}: now number ${place + by + 1} of ${order.length}.`;
    send("move", { step: step.id, by });
  };
  return html`<section class="tw-steps" aria-labelledby=${id}>
    <h4 id=${id}>${legend}</h4><p class="tw-muted">${note}</p>
    <ol>
      ${order.map((key, place) => {
        const step = options.find((option) => option.id === key);
        const button = (by, word, stop) => html`<button type="button" class="tw-quiet" aria-disabled=${stop}
          aria-label=${`Move ${word}: ${step.label}`} onClick=${() => stop || move(step, place, by)}>${word === "up" ? "↑ Up" : "↓ Down"}</button>`;
        return html`<li key=${key} class="tw-place"><span><b>${place + 1}</b> ${step.label}</span>
          <div class="tw-row tw-tight">${button(-1, "up", place === 0)}${button(1, "down", place === order.length - 1)}</div></li>`;
      })}
    </ol>
    <p class="tw-hidden" role="status">${said.current}</p>
  </section>`;
}

function Answering({ view, fixed, send }) {
  const { kind, question, note, options } = fixed;
  if (kind === "order") return html`<${Steps} legend=${question} note=${note} options=${options} order=${view.chosen} send=${send} />`;
  if (kind === "rate") return html`<${Scale} legend=${question} levels=${fixed.levels} level=${view.chosen} onLevel=${(level) => send("rate", { level })} />`;
  if (kind === "write") return html`<${Typed} label=${question} rows=${6} value=${view.chosen || ""} onTyped=${(text) => send("write", { text })} />
    <p class="tw-muted">${note}</p>`;
  if (kind === "mark") return html`<${Marking} legend=${question} note=${note} pieces=${fixed.pieces} marked=${view.chosen || []} send=${send} />`;
  if (kind === "build") return html`<${Building} legend=${question} note=${note} slots=${fixed.slots} view=${view} send=${send} />`;
  const several = kind === "several";
  const choose = (option, on) => (several ? send("pick", { option, on }) : send("choose", { option }));
  return html`<${Options} legend=${question} note=${note} options=${options} chosen=${view.chosen} several=${several} onChoose=${choose} />`;
}

const Feedback = ({ feedback }) => html`<div class="tw-coach">
  <h4>${feedback.heading}</h4>
  <${Prose} of=${feedback.text} />
  ${feedback.items.length
    ? html`<ul>${feedback.items.map((item) => html`<li key=${item.label}><strong>${item.label}</strong><${Prose} of=${item.html} /></li>`)}</ul>`
    : null}</div>`;

const Checklist = ({ lines, send }) => html`<fieldset class="tw-options"><legend>What does yours have too?</legend>
  ${lines.map((line) => html`<label key=${line.id} class="tw-opt"><input type="checkbox" checked=${line.on}
    onChange=${(event) => send("tick", { line: line.id, on: event.target.checked })} /><span>${line.label}</span></label>`)}</fieldset>`;

function Hints({ hints, left, send }) {
  if (!hints.length && !left) return null;
  return html`<button type="button" class="tw-quiet" aria-disabled=${!left} onClick=${() => left && send("hint")}>
    ${left ? `Hint (${left} left)` : "No hints left"}</button>`;
}

// Committing is always possible: what was typed a moment ago may still be on its way, and an empty answer is told so.
export function ExerciseControl({ view, fixed, send }) {
  const { feedback } = view;
  const title = useId("exercise");
  return html`<section class="tw-exercise tw-case tw-card" aria-labelledby=${title}>
    <p class="tw-kicker">${view.worked ? "A worked answer. Your own tries are kept apart." : "Exercise"}</p>
    <h3 id=${title}>${fixed.title}</h3>
    <${Prose} of=${fixed.situation} />
    ${view.trouble ? html`<p class="tw-problem">${view.trouble}</p>` : null}
    <${Answering} view=${view} fixed=${fixed} send=${send} />
    <div role="status">${view.hints.map((hint, n) => html`<${Prose} key=${n} of=${hint} cls="tw-prose tw-note" />`)}</div>
    <div class="tw-row">
      <button type="button" class="tw-go" onClick=${() => send("commit")}>Commit my answer</button>
      <${Hints} hints=${view.hints} left=${view.hints_left} send=${send} />
      <${Saved} text=${view.saved} />
    </div>
    <div role="status">
      ${view.changed ? html`<p class="tw-muted">You changed your answer. Commit it, and read what there is to say.</p>` : null}
      ${feedback ? html`<${Feedback} feedback=${feedback} />` : null}
    </div>
    ${view.may_reveal ? html`<button type="button" class="tw-link" onClick=${() => send("reveal")}>Show me your answer</button>` : null}
    ${view.solution
      ? html`<section class="tw-step" aria-label="Our answer"><h4>Our answer</h4><${Prose} of=${view.solution} /></section>`
      : null}
    ${view.checklist.length ? html`<${Checklist} lines=${view.checklist} send=${send} />` : null}
  </section>`;
}
