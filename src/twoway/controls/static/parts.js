// Small parts that every control uses: typed text that is saved as it is typed, saved mark, prose, copying.
import { html, useEffect, useRef, useState } from "./vendor/preact.js";

const PAUSE = 350; // milliseconds without a keystroke after which typed text is sent; well under the second we promise

// Ids are unique on the page: each control of a notebook has its own copy of this module, so each copy has its own seed.
const seed = Math.random().toString(36).slice(2, 8);
let last = 0;
const unique = (prefix) => `tw-${prefix}-${seed}-${(last += 1)}`;

export function useId(prefix) {
  const id = useRef(null);
  id.current = id.current || unique(prefix);
  return id.current;
}

// Text that the holder has already made safe (Markdown with raw HTML off).
export const Prose = ({ of, tag = "div", cls = "tw-prose" }) =>
  of ? html`<${tag} class=${cls} dangerouslySetInnerHTML=${{ __html: of }} />` : null;

export const Problem = ({ text }) => (text ? html`<p class="tw-problem" role="alert">${text}</p>` : null);

export const Saved = ({ text }) => html`<span class="tw-saved" role="status">${text || ""}</span>`;

// A field whose text is kept here while it is being typed, sent after a short pause, on leaving, and when the page goes.
export function Typed({ label, value = "", onTyped, rows = 0, type = "text", placeholder, list, describedby, hideLabel, max }) {
  const [text, setText] = useState(value);
  const field = useRef(null);
  const waiting = useRef(null);
  const latest = useRef(onTyped);
  latest.current = onTyped;
  const id = useId("field");
  const flush = () => {
    if (!waiting.current) return;
    clearTimeout(waiting.current.timer);
    const { typed } = waiting.current;
    waiting.current = null;
    latest.current(typed);
  };
  useEffect(() => {
    if (!waiting.current && document.activeElement !== field.current) setText(value);
  }, [value]);
  useEffect(() => {
    const root = field.current.closest(".tw");
    root?.addEventListener("tw-flush", flush);
    return () => {
      root?.removeEventListener("tw-flush", flush);
      flush();
    };
  }, []);
  const onInput = (event) => {
    const typed = event.target.value;
    setText(typed);
    clearTimeout(waiting.current?.timer);
    waiting.current = { typed, timer: setTimeout(flush, PAUSE) };
  };
  const common = { id, ref: field, onInput, onBlur: flush, placeholder, "aria-describedby": describedby };
  const input = rows
    ? html`<textarea ...${common} rows=${rows} value=${text}></textarea>`
    : html`<input ...${common} type=${type} value=${text} list=${list} max=${max} autocomplete="off" />`;
  return html`<div class="tw-field"><label for=${id} class=${hideLabel ? "tw-hidden" : ""}>${label}</label>${input}</div>`;
}

export function Select({ label, value, options, onPick, hideLabel }) {
  const id = useId("select");
  return html`<div class="tw-field"><label for=${id} class=${hideLabel ? "tw-hidden" : ""}>${label}</label>
    <select id=${id} value=${value} onChange=${(event) => onPick(event.target.value)}>
      ${options.map(([key, text]) => html`<option key=${key} value=${key} selected=${key === value}>${text}</option>`)}
    </select></div>`;
}

// Copying works without the clipboard API too: on a plain-HTTP page there is none.
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.appendChild(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

export function Copy({ text, label = "Copy the message" }) {
  const [state, setState] = useState("");
  const copy = async () => setState((await copyText(text)) ? "Copied." : "Copying is blocked here: select the text and copy it.");
  useEffect(() => setState(""), [text]);
  return html`<div class="tw-row"><button type="button" class="tw-quiet" onClick=${copy}>${label}</button><${Saved} text=${state} /></div>`;
}

// Moves the keyboard's focus to a heading that has just appeared, so that nobody is left behind on a vanished button.
export function useFocusOn(key, first) {
  const target = useRef(null);
  const seen = useRef(first);
  useEffect(() => {
    if (seen.current !== key) {
      target.current?.focus({ preventScroll: true });
      target.current?.scrollIntoView({ block: "nearest", behavior: "auto" });
    }
    seen.current = key;
  }, [key]);
  return target;
}
