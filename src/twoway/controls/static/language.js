// The language check: a draft with marks as one types; each mark explained, and mended with one click or by hand.
import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "./vendor/preact.js";
import { Sheet, difference, placed, replace } from "./draft.js";
import { Copy, Saved, Select, useId } from "./parts.js";

const PAUSE = 350; // milliseconds without a keystroke after which the draft is checked
const LONG_PAUSE = 900; // the same, for a long draft
const QUOTED = /^["'“”„«‘’]/; // words that come with quotation marks of their own

// The text on the screen, what was sent of it, and the one way to change it.
function useDraft({ view, fixed, send }) {
  const area = useRef(null);
  const [text, setText] = useState(view.draft);
  const waiting = useRef(0);
  const unkept = useRef(false);
  const own = useRef(false);
  const latest = useRef(send);
  latest.current = send;
  const stop = () => {
    clearTimeout(waiting.current);
    waiting.current = 0;
  };
  const sendTyped = (leaving) => {
    if (!waiting.current && !(leaving && unkept.current)) return;
    stop();
    unkept.current = !leaving && area.current.value.length > fixed.long;
    latest.current("type", { text: area.current.value, leaving });
  };
  const onInput = () => {
    if (own.current) return;
    setText(area.current.value);
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => sendTyped(false), area.current.value.length > fixed.long ? LONG_PAUSE : PAUSE);
  };
  const put = (start, end, words) => {
    stop();
    own.current = true;
    replace(area.current, start, end, words);
    own.current = false;
    setText(area.current.value);
  };
  useLayoutEffect(() => {
    area.current.value = view.draft; // what is there at first is nothing to undo
  }, []);
  // The view is newer than the screen only when nothing typed is on its way: then the screen follows.
  useLayoutEffect(() => {
    if (waiting.current || area.current.value === view.draft) return;
    const edit = difference(area.current.value, view.draft);
    put(edit.start, edit.end, edit.words);
  }, [view]);
  useEffect(() => {
    const root = area.current.closest(".tw");
    const flush = () => sendTyped(true);
    root.addEventListener("tw-flush", flush);
    return () => {
      root.removeEventListener("tw-flush", flush);
      stop();
    };
  }, []);
  return { area, text, put, stop, onInput, flush: () => sendTyped(true) };
}

const PARTS = { true: ["✓", "there"], false: ["○", "missing"] };

function Finding({ mark, number, here, onShow, onFix }) {
  return html`<li class=${`tw-finding tw-f-${mark.severity}${here ? " tw-here" : ""}`}>
    <h4><span class="tw-chip">${mark.severity_text}</span> ${mark.title}</h4>
    <p><q class=${QUOTED.test(mark.words) ? "tw-bare" : ""}>${mark.words}</q></p>
    <p class="tw-small">${mark.reason}</p>
    ${mark.suggestion ? html`<p class="tw-instead"><span class="tw-muted">${mark.whole ? "Instead of the sentence:" : "Instead:"}</span> ${mark.suggestion}</p>` : null}
    <div class="tw-row tw-tight">
      ${mark.suggestion ? html`<button type="button" class="tw-quiet" aria-label=${`Use this wording, mark ${number}`} onClick=${() => onFix(mark, number - 1)}>Use this wording</button>` : null}
      <button type="button" class="tw-link" aria-label=${`Show mark ${number} in the text`} onClick=${() => onShow(mark)}>Show in the text</button>
    </div></li>`;
}

function Allowed({ view, onShow }) {
  if (!view.allowed.length) return null;
  const count = view.allowed.length + view.more_allowed;
  return html`<details class="tw-small"><summary>Left alone: ${count === 1 ? "one place" : `${count} places`}, and why</summary>
    <ul>${view.allowed.map((one) => html`<li key=${`${one.start}/${one.words}`}><button type="button" class="tw-link" onClick=${() => onShow(one)}>${one.words}</button>: ${one.why}</li>`)}</ul>
    ${view.more_allowed ? html`<p class="tw-muted">and ${view.more_allowed} more</p>` : null}</details>`;
}

function TwoSided({ view, onAdd }) {
  const title = useId("two-sided");
  if (!view.parts.length) return null;
  return html`<section class="tw-step" aria-labelledby=${title}>
    <h3 id=${title}>Do both sides act?</h3>
    <ul class="tw-six">${view.parts.map((part) => html`<li key=${part.id} class=${part.there ? "tw-there" : ""}>
      <span aria-hidden="true">${PARTS[part.there][0]}</span> <span>${part.title}<span class="tw-muted">: ${PARTS[part.there][1]}</span></span></li>`)}</ul>
    ${view.message
      ? html`<p class="tw-small">What is missing, in a few lines to finish:</p><p class="tw-askbox tw-built">${view.message}</p>
          <div class="tw-row tw-tight tw-buttons"><button type="button" class="tw-quiet" onClick=${onAdd}>Add to the end of the draft</button><${Copy} text=${view.message} label="Copy these lines" /></div>`
      : view.parts.every((part) => part.there) && html`<p class="tw-small">All six parts are there: a goal, an action and a day for each side, and an easy no.</p>`}
  </section>`;
}

function ForDeal({ view, send }) {
  if (!view.deals.length) return html`<p class="tw-small tw-muted">With a deal in your workbook (lesson 04 adds one), its goal and its days fill the blanks.</p>`;
  return html`<${Select} label="Which of your deals is it for? Its goal, its days and the name fill the blanks." value=${view.deal}
    options=${[["", "None of them"], ...view.deals]} onPick=${(deal) => send("use_deal", { deal })} />`;
}

function Attach({ view, send, flush }) {
  const title = useId("attach");
  if (!view.deal) return null;
  const attach = () => {
    flush();
    send("attach");
  };
  return html`<section class="tw-step" aria-labelledby=${title}>
    <h3 id=${title}>Sent it?</h3>
    <p class="tw-small">Keep it with ${view.deal_name} as an ask made today; the scorecard then waits for the answer.</p>
    <${Select} label="It asks about" value=${view.dimension} options=${view.askable} onPick=${(dimension) => send("choose_dimension", { dimension })} />
    <div class="tw-row"><button type="button" class="tw-quiet" onClick=${attach}>Attach to this deal</button></div>
    <p role="status" class="tw-attached">${view.attached}</p>
  </section>`;
}

function Findings({ view, caret, list, heading, onShow, onFix, onExample }) {
  return html`<div>
    <div role="status"><h3 tabindex="-1" ref=${heading}>${view.summary || "Paste a draft, or type one"}</h3>
      ${view.kinds ? html`<p class="tw-muted">${view.kinds}</p>` : null}</div>
    ${view.empty
      ? html`<p>${view.start}</p><div class="tw-row"><button type="button" class="tw-quiet" onClick=${onExample}>${view.example}</button></div>`
      : null}
    <ol class="tw-findings" ref=${list}>${view.marks.map((mark, n) => html`<${Finding} key=${mark.id} mark=${mark} number=${n + 1} here=${mark.id === caret} onShow=${onShow} onFix=${onFix} />`)}</ol>
    ${view.more ? html`<p class="tw-muted">and ${view.more} more; these come first.</p>` : null}
    ${view.blanks.length
      ? html`<h4>To fill in before it goes out</h4><ul class="tw-row tw-tight tw-blanks">${view.blanks.map((one, n) => html`<li key=${n}><button type="button" class="tw-link" aria-label=${`Fill in blank ${n + 1}: ${one.words}`} onClick=${() => onShow(one)}>${one.words}</button></li>`)}</ul>`
      : null}
    <${Allowed} view=${view} onShow=${onShow} />
  </div>`;
}

export function LanguageControl({ view, fixed, send }) {
  const { area, text, put, stop, onInput, flush } = useDraft({ view, fixed, send });
  const [caret, setCaret] = useState("");
  const list = useRef(null);
  const heading = useRef(null);
  const gone = useRef(-1); // the place in the list of a mark whose button goes with the next view; the focus must not go with it
  const ids = { area: useId("draft"), help: useId("help") };
  const kept = useMemo(() => [...view.marks, ...view.blanks.map((one, n) => ({ ...one, id: `blank-${n}`, severity: "blank" }))], [view]);
  const marks = useMemo(() => placed(kept, view.draft, text).map((mark) => ({ ...mark, here: mark.id === caret })), [kept, text, caret]);
  const now = useRef(null);
  now.current = { view, text };
  const where = (stretch) => placed([stretch], now.current.view.draft, area.current.value)[0];

  const show = (stretch) => {
    const there = where(stretch);
    if (!there) return;
    area.current.focus({ preventScroll: true });
    area.current.setSelectionRange(there.start, there.end);
    const mirror = area.current.parentElement;
    const mark = there.id && [...mirror.querySelectorAll("mark")].find((one) => one.dataset.mark === there.id);
    (mark || area.current).scrollIntoView({ block: "nearest" });
    setCaret(there.id || "");
  };
  const fix = (mark, place) => {
    const there = where(mark.fix);
    if (!there) return;
    gone.current = place;
    const draft = area.current.value;
    put(there.start, there.end, mark.suggestion);
    send("replace", { draft, start: there.start, end: there.end, words: mark.suggestion });
  };
  const add = () => {
    const draft = area.current.value;
    const end = draft.length;
    const words = draft === now.current.view.draft ? now.current.view.addition : `\n\n${now.current.view.message}`;
    put(end, end, words);
    send("replace", { draft, start: end, end, words });
    const blank = /\[[^\]]*\]|$/.exec(words);
    area.current.focus();
    area.current.setSelectionRange(end + blank.index, end + blank.index + blank[0].length);
  };
  const undo = () => {
    const last = view.undo;
    if (!last) return;
    const draft = area.current.value;
    const there = where(last); // nowhere when it was typed into a moment ago; then the screen follows the kernel
    stop();
    if (there) put(there.start, there.end, last.words);
    send("undo", { draft });
  };
  const example = () => {
    gone.current = Infinity;
    send("example");
  };
  const clear = () => {
    const draft = area.current.value;
    put(0, draft.length, "");
    send("replace", { draft, start: 0, end: draft.length, words: "" });
    area.current.focus();
  };
  const follow = () => {
    const place = area.current.selectionStart;
    setCaret(marks.find((mark) => mark.start <= place && place <= mark.end)?.id || "");
  };
  useLayoutEffect(() => {
    if (gone.current < 0) return;
    const next = list.current.children[gone.current]?.querySelector("button");
    const held = document.activeElement;
    if (!held || held === document.body || list.current.contains(held)) (next || heading.current).focus();
    gone.current = -1;
  }, [view]);
  const findings = useMemo(() => html`<div class="tw-card tw-said">
      <${Findings} view=${view} caret=${caret} list=${list} heading=${heading} onShow=${show} onFix=${fix} onExample=${example} />
      <${TwoSided} view=${view} onAdd=${add} />
      ${view.empty ? null : html`<${Attach} view=${view} send=${send} flush=${flush} />`}</div>`, [view, caret]);
  return html`<div class="tw-language">
    <div class="tw-card tw-writing">
      <h3><label for=${ids.area}>Your draft</label></h3>
      <p id=${ids.help} class="tw-muted">An email, a page of a proposal, the text of a slide. It stays on this computer.</p>
      <${Sheet} id=${ids.area} area=${area} text=${text} marks=${marks} describedby=${ids.help} onInput=${onInput} onBlur=${flush} onKeyUp=${follow} onClick=${follow} />
      <div class="tw-row tw-buttons">
        <${Copy} text=${text} label="Copy the draft" />
        <button type="button" class="tw-quiet" aria-disabled=${!view.undo} onClick=${undo}>Undo</button>
        ${text ? html`<button type="button" class="tw-link" onClick=${clear}>Clear</button>` : null}
        <${Saved} text=${view.saved} /></div>
      <${ForDeal} view=${view} send=${send} />
    </div>
    ${findings}
  </div>`;
}
