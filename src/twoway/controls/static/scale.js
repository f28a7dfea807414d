// The 0-4 scale: each level says in words what it looks like; what the evidence does not carry is drawn dashed.
import { html, useState } from "./vendor/preact.js";
import { useId } from "./parts.js";

export function Scale({ legend, levels, level, carried, mayBeLeftOut, onLevel }) {
  const name = useId("scale");
  const [open, setOpen] = useState(false);
  const beyond = (n) => carried !== null && carried !== undefined && n > carried;
  return html`<fieldset class="tw-scale-set">
    <legend>${legend}</legend>
    <div class="tw-scale">
      ${levels.map(
        (anchor, n) => html`<label key=${n} class=${`tw-lv${beyond(n) ? " tw-beyond" : ""}`}>
          <input type="radio" name=${name} value=${n} checked=${level === n} onChange=${() => onLevel(n)} />
          <span class="tw-lv-head"><b>${n}</b> ${anchor.label}</span>
          <small>${anchor.text}</small>
        </label>`,
      )}
    </div>
    <div class="tw-row tw-tight">
      <label class="tw-plain"><input type="radio" name=${name} checked=${level === null} onChange=${() => onLevel(null)} /> I don't know yet</label>
      ${mayBeLeftOut
        ? html`<label class="tw-plain"><input type="radio" name=${name} checked=${level === "n/a"} onChange=${() => onLevel("n/a")} /> Does not apply yet</label>`
        : null}
      <button type="button" class="tw-link" aria-expanded=${open} onClick=${() => setOpen(!open)}>${open ? "Hide the examples" : "What does each level look like?"}</button>
    </div>
    ${open
      ? html`<dl class="tw-examples">
          ${levels.map(
            (anchor, n) => html`<div key=${n}><dt>${n} ${anchor.label}</dt>${anchor.examples.map((example) => html`<dd key=${example}>${example}</dd>`)}</div>`,
          )}
        </dl>`
      : null}
  </fieldset>`;
}
