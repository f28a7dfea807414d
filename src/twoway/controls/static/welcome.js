// The newcomer's welcome: one question, the way through the lessons, and a made-up deal for who has none at hand.
import { html } from "./vendor/preact.js";
import { Options } from "./options.js";
import { Saved } from "./parts.js";

// Where a lesson is: in the kit's own JupyterLab at a known place, elsewhere beside the page that is open.
function address(file) {
  const config = document.getElementById("jupyter-config-data");
  const page = config ? JSON.parse(config.textContent) : {};
  return page.twoway === "own" ? `${page.baseUrl}lab/tree/notebooks/${file}` : file;
}

// Opens another lesson. The kit's door may open it in this page's place; else a notebook that the door keeps free of
// unsaved changes is simply left, and any other stays open, since leaving it would bring up a question.
function follow(event, file) {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.currentTarget;
  const go = new CustomEvent("tw-go", { bubbles: true, cancelable: true, detail: { href: file } });
  if (!link.dispatchEvent(go)) event.preventDefault();
  else if (!link.closest(".tw-door")) link.target = "_blank";
}

const Lesson = ({ file, children }) => html`<a href=${address(file)} rel="noopener" onClick=${(event) => follow(event, file)}>${children}</a>`;

function Path({ path, label }) {
  return html`<section aria-label="Your way"><h3>Your way</h3>
    <p class="tw-hidden" role="status">${label}: ${path.steps.length} lessons.</p>
    <ol class="tw-way">${path.steps.map(
      (step) => html`<li key=${step.file}><${Lesson} file=${step.file}>${step.title}<//><small>${step.about}</small></li>`,
    )}</ol>
    <p class="tw-muted">${path.total}</p></section>`;
}

function Practice({ deal, scorecard, send }) {
  if (!deal) {
    return html`<p class="tw-row tw-tight"><span>No deal at hand?</span>
      <button type="button" class="tw-quiet" onClick=${() => send("practice")}>Practice with a made-up one</button></p>`;
  }
  return html`<div class="tw-note"><p role="status"><strong>${deal}</strong> is among your deals now.</p>
    <div class="tw-row tw-tight"><${Lesson} file=${scorecard}>Open it on the scorecard<//>
      <button type="button" class="tw-link" onClick=${() => send("put_away")}>Put the made-up deal away</button></div></div>`;
}

export function WelcomeControl({ view, send }) {
  const chosen = view.roles.find((role) => role.id === view.role);
  return html`<div class="tw-case tw-card tw-welcome">
    <${Options} legend=${view.question} options=${view.roles} chosen=${view.role} onChoose=${(role) => send("choose_role", { role })} />
    ${chosen ? html`<${Path} path=${view.path} label=${chosen.label} />` : html`<p class="tw-muted">Choose, and your way through the lessons appears here.</p>`}
    <${Practice} deal=${view.deal} scorecard=${view.scorecard} send=${send} />
    <p><${Saved} text=${view.saved} /></p>
  </div>`;
}
