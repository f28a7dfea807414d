// Two ways to work on wording: mark phrases in a running text, and build an ask from its parts.
import { html } from "./vendor/preact.js";
import { Copy, Select, useId } from "./parts.js";

// Each phrase is a native check box with its words as the label: it wraps with the text, and works by keyboard as it is.
export function Marking({ legend, note, pieces, marked, send }) {
  return html`<fieldset class="tw-marking"><legend>${legend}</legend><p class="tw-muted">${note}</p>
    <div class="tw-marktext">${pieces.map((piece, n) =>
      piece.phrase
        ? html`<label key=${n} class="tw-phrase"><input type="checkbox" checked=${marked.includes(piece.phrase)}
            onChange=${(event) => send("pick", { option: piece.phrase, on: event.target.checked })} /><span>${piece.text}</span></label>`
        : html`<span key=${n}>${piece.text}</span>`,
    )}</div></fieldset>`;
}

export function Building({ legend, note, slots, view, send }) {
  const id = useId("building");
  const chosen = view.chosen || [];
  return html`<section class="tw-building" aria-labelledby=${id}>
    <h4 id=${id}>${legend}</h4><p class="tw-muted">${note}</p>
    ${slots.map((slot) => {
      const part = slot.options.find(([key]) => chosen.includes(key));
      return html`<${Select} key=${slot.id} label=${slot.title} value=${part ? part[0] : ""} options=${[["", "Choose…"], ...slot.options]}
        onPick=${(option) => send("place", { slot: slot.id, option })} />`;
    })}
    <h4>Your message</h4>
    <p class="tw-askbox tw-built" aria-live="polite">${view.message}</p>
    ${view.whole ? html`<${Copy} text=${view.message} />` : null}
  </section>`;
}
