// Decision cards: one choice, or several, each with a line of detail. Native radio buttons and check boxes underneath.
import { html } from "./vendor/preact.js";
import { useId } from "./parts.js";

export function Options({ legend, options, chosen, several = false, disabled = false, onChoose, note }) {
  const name = useId("options");
  const has = (id) => (several ? (chosen || []).includes(id) : chosen === id);
  return html`<fieldset class="tw-options" disabled=${disabled}>
    <legend>${legend}</legend>
    ${note ? html`<p class="tw-muted">${note}</p>` : null}
    ${options.map(
      (option) => html`<label key=${option.id} class="tw-opt">
        <input type=${several ? "checkbox" : "radio"} name=${name} value=${option.id} checked=${has(option.id)}
          onChange=${(event) => onChoose(option.id, event.target.checked)} />
        <span>${option.label}${option.detail ? html`<small>${option.detail}</small>` : null}</span>
      </label>`,
    )}
  </fieldset>`;
}
