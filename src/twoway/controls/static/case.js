// The case player: read, decide in private, say why, commit, see what follows, compare; go back and play another road.
import { html, useState } from "./vendor/preact.js";
import { Options } from "./options.js";
import { Prose, Saved, Typed, useFocusOn } from "./parts.js";

const Paper = ({ paper }) => html`<article class=${`tw-paper tw-paper-${paper.kind}`} aria-label=${paper.label}>
  <header>
    <div class="tw-paper-top"><span>${paper.head.kind ? html`<b>${paper.head.kind}</b> ` : null}${paper.head.people}</span><span>${paper.head.when}</span></div>
    ${paper.head.subject ? html`<div class="tw-paper-subject">${paper.head.subject}</div>` : null}
  </header>
  <${Prose} of=${paper.html} /></article>`;

function SceneStep({ step, heading }) {
  return html`<section class="tw-step" aria-label=${step.title}>
    <p class="tw-kicker">${step.when}</p>
    <h3 tabindex="-1" ref=${heading}>${step.title}</h3>
    <${Prose} of=${step.html} />
    ${step.documents.map((paper, n) => html`<${Paper} key=${n} paper=${paper} />`)}
  </section>`;
}

// The choice is kept as it is made, so that closing the lid loses nothing; only the commit is final.
function OpenDecision({ step, send, saved, heading }) {
  const [hint, setHint] = useState(false);
  const commit = () => send("commit", { decision: step.id });
  return html`<section class="tw-step tw-decide">
    ${step.again ? html`<p class="tw-note" tabindex="-1" ref=${heading}>Another road. Your first answer stays: <strong>${step.first}</strong></p>` : null}
    <${Options} legend=${step.question} note="Nobody sees it before you commit." options=${step.options} chosen=${step.chosen}
      onChoose=${(option) => send("choose", { decision: step.id, option })} />
    <${Typed} label="Why? One line is enough." rows=${2} value=${step.why} onTyped=${(text) => send("why", { decision: step.id, text })} />
    <div class="tw-row">
      <button type="button" class="tw-go" disabled=${!step.chosen} onClick=${commit}>Commit my answer</button>
      ${step.hint ? html`<button type="button" class="tw-quiet" aria-expanded=${hint} onClick=${() => setHint(!hint)}>Hint</button>` : null}
      ${step.again ? html`<button type="button" class="tw-link" onClick=${() => send("keep")}>Stay on my road</button>` : null}
      <${Saved} text=${saved} />
    </div>
    ${hint ? html`<div role="status"><${Prose} of=${step.hint} cls="tw-prose tw-note" /></div>` : null}
  </section>`;
}

function TakenDecision({ step, send, heading, latest }) {
  return html`<section class="tw-step tw-taken" aria-label=${`You: ${step.label}`}>
    <p class="tw-kicker">${step.question}</p>
    <h3 tabindex="-1" ref=${latest ? heading : null}>You: ${step.label}</h3>
    ${step.why ? html`<p class="tw-muted">Because: ${step.why}</p>` : null}
    ${step.first && step.first !== step.label ? html`<p class="tw-muted">First time you chose: ${step.first}</p>` : null}
    <${Prose} of=${step.consequence} />
    <div class="tw-coach"><strong>Coach</strong><${Prose} of=${step.coach} /></div>
    <button type="button" class="tw-link" onClick=${() => send("retake", { decision: step.id })}>Go back and answer this one differently</button>
  </section>`;
}

function Compare({ compare }) {
  return html`<section class="tw-step"><h3>Compare</h3>
    <p class="tw-muted">A reasoned reference, not a score. Where you differ, look for the evidence.</p>
    ${compare.decisions.map(
      (row) => html`<div key=${row.id} class="tw-compare"><h4>${row.question}</h4>
        <dl><div><dt>You, the first time</dt><dd>${row.first}</dd></div>
        <div><dt>The authors</dt><dd>${row.reference}<${Prose} of=${row.reason} cls="tw-small" /></dd></div></dl>
        <details><summary>What the coach says of the other answers</summary>
          ${row.others.map((other) => html`<div key=${other.label}><p><strong>${other.label}</strong></p><${Prose} of=${other.coach} /></div>`)}</details></div>`,
    )}
    ${compare.ratings.map(
      (rating) => html`<div key=${rating.id} class="tw-compare"><h4>${rating.title}</h4>
        <p><span class=${`tw-chip tw-is-${rating.verdict}`}>${rating.verdict_title}</span> ${rating.line}</p>
        <details><summary>The ratings behind it, with the evidence for each</summary>
          <table class="tw-ratings"><thead><tr><th scope="col">What</th><th scope="col">Level</th><th scope="col">What shows it</th></tr></thead>
          <tbody>${rating.rows.map((row) => html`<tr key=${row.title}><th scope="row">${row.title}</th><td>${row.level}</td><td>${row.why}</td></tr>`)}</tbody></table></details></div>`,
    )}
  </section>`;
}

function Debrief({ questions, send, saved }) {
  return html`<section class="tw-step"><h3>Debrief</h3>
    ${questions.map(
      (item) => html`<div key=${item.id} class="tw-debrief">
        <${Typed} label=${item.question} rows=${2} value=${item.answer} onTyped=${(text) => send("reflect", { question: item.id, text })} />
        <details><summary>A thought to hold it against</summary><${Prose} of=${item.thought} /></details></div>`,
    )}
    <${Saved} text=${saved} />
  </section>`;
}

function EndingStep({ step, view, send, heading }) {
  return html`<section class="tw-step tw-ending" aria-label=${step.title}>
    <p class="tw-kicker">${step.label}</p>
    <h3 tabindex="-1" ref=${heading}>${step.title}</h3>
    <${Prose} of=${step.html} />
    <p class="tw-muted">${view.roads}</p>
    ${view.untried.length
      ? html`<div class="tw-row">${view.untried.map((other) => html`<button type="button" key=${other.id} class="tw-quiet" onClick=${() => send("retake", { decision: other.id })}>Play another road from: ${other.title}</button>`)}</div>`
      : null}
  </section>`;
}

export function CaseControl({ view, send }) {
  const steps = view.steps;
  const latest = steps[view.latest];
  const heading = useFocusOn(view.position, view.position);
  const of = (step, n) => {
    const here = n === view.latest ? heading : null;
    if (step.kind === "scene") return html`<${SceneStep} key=${`s-${step.id}`} step=${step} heading=${here} />`;
    if (step.kind === "taken") return html`<${TakenDecision} key=${`t-${step.id}`} step=${step} send=${send} heading=${heading} latest=${step === latest} />`;
    if (step.kind === "open") return html`<${OpenDecision} key=${`o-${step.id}-${step.again}`} step=${step} send=${send} saved=${view.saved} heading=${here} />`;
    return html`<${EndingStep} key=${`e-${step.id}`} step=${step} view=${view} send=${send} heading=${here} />`;
  };
  return html`<div class="tw-case tw-card">
    <p class="tw-kicker">${view.kicker}</p>
    <h2>${view.title}</h2>
    <${Prose} of=${view.summary} cls="tw-prose tw-lead" />
    ${view.people.length
      ? html`<details class="tw-people"><summary>Who is who</summary><dl>${view.people.map((person) => html`<div key=${person.name}><dt>${person.name}</dt><dd>${person.role}${person.about ? html`. ${person.about}` : null}</dd></div>`)}</dl></details>`
      : null}
    ${steps.map(of)}
    ${view.compare ? html`<${Compare} compare=${view.compare} /><${Debrief} questions=${view.debrief} send=${send} saved=${view.saved} />` : null}
    <p class="tw-credit">${view.credit}</p>
  </div>`;
}
