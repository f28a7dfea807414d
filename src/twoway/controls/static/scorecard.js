// The scorecard of one live deal: choose it, three minutes for a first look, then the rest at leisure.
import { html, useEffect, useState } from "./vendor/preact.js";
import { Asks } from "./asks.js";
import { Evidence } from "./evidence.js";
import { Options } from "./options.js";
import { Saved, Select, Typed, useFocusOn, useId } from "./parts.js";
import { Scale } from "./scale.js";
import { Verdict } from "./verdict.js";

function NewDeal({ send, first }) {
  const [draft, setDraft] = useState({ name: "", alias: "", customer: "new", relationship: "deal" });
  const set = (field) => (value) => setDraft({ ...draft, [field]: value });
  const add = (event) => {
    event.preventDefault();
    send("add_deal", draft);
  };
  return html`<form class="tw-card" onSubmit=${add}>
    <h3>${first ? "Which deal is on your mind?" : "Add a deal"}</h3>
    <p class="tw-muted">One that you work on now. It stays in your own file on this computer.</p>
    <div class="tw-grid2">
      <${Field} label="Customer or deal" value=${draft.name} onTyped=${set("name")} />
      <${Field} label="Alias, if it is confidential (shown instead)" value=${draft.alias} onTyped=${set("alias")} />
    </div>
    <${Options} legend="Whom is it with?" chosen=${draft.relationship === "team" ? "team" : draft.customer}
      options=${[
        { id: "new", label: "A new customer", detail: "No contract with them yet." },
        { id: "existing", label: "An existing customer", detail: "A renewal, or more business." },
        { id: "team", label: "My own team", detail: "You are their manager, and the goal is the team's." },
      ]}
      onChoose=${(id) => setDraft({ ...draft, relationship: id === "team" ? "team" : "deal", customer: id === "new" ? "new" : "existing" })} />
    <div class="tw-row"><button type="submit" class="tw-go" disabled=${!draft.name.trim()}>Start with this one</button></div>
  </form>`;
}

// A field of a form that is sent as a whole: no pause, no saving as one types.
const Field = ({ label, value, onTyped }) => html`<div class="tw-field"><label><span>${label}</span>
  <input type="text" autocomplete="off" value=${value} onInput=${(event) => onTyped(event.target.value)} /></label></div>`;

function Choose({ view, send }) {
  return html`<div>
    <h2>Score a live deal</h2>
    ${view.deals.length
      ? html`<ul class="tw-deals">${view.deals.map(
          (deal) => html`<li key=${deal.id}><button type="button" class="tw-deal" onClick=${() => send("open_deal", { deal: deal.id })}>
            <strong>${deal.name}</strong><span class=${`tw-chip tw-is-${deal.verdict}`}>${deal.title}</span><small>${deal.why}</small></button></li>`,
        )}</ul>`
      : null}
    <${NewDeal} send=${send} first=${!view.deals.length} />
  </div>`;
}

function Rail({ view, current, go }) {
  return html`<nav class="tw-card tw-rail" aria-label="What is rated">
    ${view.groups.map(
      (group) => html`<div key=${group.title} class="tw-rail-group"><h4>${group.title}</h4>
        ${group.entries.map(
          (entry) => html`<button type="button" key=${entry.id} class=${entry.answered ? "" : "tw-none"} aria-current=${entry.id === current ? "step" : null} onClick=${() => go(entry.id)}>
            <span>${entry.title}</span><b>${entry.mark}</b></button>`,
        )}</div>`,
    )}
  </nav>`;
}

// On a phone the list of all dimensions would push the question off the screen; there it is a menu.
function Jump({ view, current, go }) {
  const id = useId("jump");
  return html`<div class="tw-field tw-jump"><label for=${id}>What is rated</label>
    <select id=${id} value=${current} onChange=${(event) => go(event.target.value)}>
      ${view.groups.map(
        (group) => html`<optgroup key=${group.title} label=${group.title}>${group.entries.map(
          (entry) => html`<option key=${entry.id} value=${entry.id} selected=${entry.id === current}>${entry.title}: ${entry.mark}</option>`,
        )}</optgroup>`,
      )}</select></div>`;
}

function Rate({ view, fixed, send, entry, next, go, heading }) {
  const wording = fixed.dimensions[view.wording][entry.id];
  const state = view.ratings[entry.id];
  return html`<section class="tw-card" aria-label=${wording.title}>
    <h3 tabindex="-1" ref=${heading}>${wording.title}</h3>
    <p class="tw-lead">${wording.question}</p>
    <${Scale} key=${entry.id} legend="Today it looks most like" levels=${wording.levels} level=${state.level} carried=${state.carried}
      mayBeLeftOut=${state.may_be_left_out} onLevel=${(level) => send("rate", { dimension: entry.id, level })} />
    <${Evidence} key=${`e-${entry.id}`} pieces=${state.evidence} kinds=${fixed.kinds} today=${view.today} chip=${state.chip}
      onAdd=${() => send("add_evidence", { dimension: entry.id })} onChange=${(args) => send("change_evidence", { dimension: entry.id, ...args })}
      onDrop=${(args) => send("drop_evidence", { dimension: entry.id, ...args })} />
    <div class="tw-ask-yourself"><p><strong>Ask yourself:</strong> ${wording.facilitator}</p>${wording.trap ? html`<p><strong>Easy to fool oneself:</strong> ${wording.trap}</p>` : null}</div>
    <${Onward} next=${next} go=${go} saved=${view.saved} />
  </section>`;
}

const Onward = ({ next, go, saved }) => html`<div class="tw-row tw-onward">
  ${next ? html`<button type="button" class="tw-go" onClick=${() => go(next.id)}>Next: ${next.title}</button>` : null}<${Saved} text=${saved} /></div>`;

function AskPage({ view, fixed, send, next, go, heading }) {
  return html`<section class="tw-card" aria-label="The last ask">
    <h3 tabindex="-1" ref=${heading}>The last ask</h3>
    <p class="tw-lead">What did you last ask of them, and what came back?</p>
    <${Asks} asks=${view.asks} dimensions=${fixed.askable[view.wording]} today=${view.today}
      onAsk=${(ask, fields) => send("change_ask", { ask, fields })} onAdd=${() => send("add_ask")} onDrop=${(ask) => send("drop_ask", { ask })} />
    <${Onward} next=${next} go=${go} saved=${view.saved} />
  </section>`;
}

function Comfort({ view, fixed, send, next, go, heading }) {
  return html`<section class="tw-card" aria-label="What feels good">
    <h3 tabindex="-1" ref=${heading}>What feels good</h3>
    <p class="tw-lead">Note it, so that it has been said. None of it carries weight here.</p>
    ${fixed.comfort.map(
      (signal) => html`<label key=${signal.id} class="tw-opt"><input type="checkbox" checked=${view.comfort.includes(signal.id)}
        onChange=${(event) => send("comfort", { signal: signal.id, on: event.target.checked })} /><span>${signal.title}<small>${signal.why}</small></span></label>`,
    )}
    <${Onward} next=${next} go=${go} saved=${view.saved} />
  </section>`;
}

function DealHead({ view, send }) {
  const [open, setOpen] = useState(false);
  const customers = [["new", "New customer"], ["existing", "Existing customer"], ["team", "My own team"]];
  return html`<header class="tw-head">
    <div><p class="tw-kicker">${view.kicker}</p><h2>${view.deal.shown}</h2></div>
    <div class="tw-row tw-tight"><button type="button" class="tw-link" aria-expanded=${open} onClick=${() => setOpen(!open)}>${open ? "Done" : "Name and alias"}</button>
      <button type="button" class="tw-link" onClick=${() => send("choose_deal")}>${view.back}</button></div>
    ${open
      ? html`<div class="tw-grid3 tw-wide"><${Typed} label="Customer or deal" value=${view.deal.name} onTyped=${(value) => send("change_deal", { field: "name", value })} />
          <${Typed} label="Alias (shown instead)" value=${view.deal.alias} onTyped=${(value) => send("change_deal", { field: "alias", value })} />
          <${Select} label="With" value=${view.deal.kind} options=${customers} onPick=${(value) => send("change_kind", { value })} /></div>`
      : null}
  </header>`;
}

export function ScorecardControl({ view, fixed, send }) {
  const entries = (view.groups || []).flatMap((group) => group.entries);
  const open = view.deal?.id;
  const [picked, setPicked] = useState({});
  const start = entries.find((entry) => !entry.answered) || entries[0];
  const here = entries.find((entry) => entry.id === picked[open]) || start;
  const go = (entry) => setPicked({ ...picked, [open]: entry });
  // What is open stays open while it is being answered, though it is then no longer the first that is unanswered.
  useEffect(() => {
    if (open && !picked[open]) go(here.id);
  }, [open]);
  const heading = useFocusOn(`${open}/${picked[open]}`, `${open}/${picked[open]}`);
  if (!open) return html`<${Choose} view=${view} send=${send} />`;
  const next = entries[entries.indexOf(here) + 1];
  const Page = { asks: AskPage, comfort: Comfort }[here.kind] || Rate;
  return html`<div>
    <${DealHead} view=${view} send=${send} />
    <div class="tw-score">
      <${Rail} view=${view} current=${here.id} go=${go} />
      <${Jump} view=${view} current=${here.id} go=${go} />
      <${Page} key=${here.id} view=${view} fixed=${fixed} send=${send} entry=${here} next=${next} go=${go} heading=${heading} />
      <${Verdict} verdict=${view.verdict} onSent=${({ dimension, text }) => send("add_ask", { dimension, text })} />
    </div>
  </div>`;
}
