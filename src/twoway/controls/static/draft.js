// A draft with marks under its words: a real text area, and behind it the same text, unseen, that carries the marks.
import { html } from "./vendor/preact.js";

const PASTED = 20000; // characters; more than this at once is put in without the browser's undo, which would take seconds

const high = (unit) => unit >= 0xd800 && unit < 0xdc00;
const low = (unit) => unit >= 0xdc00 && unit < 0xe000;

// The one edit that makes `now` of `old`; it never parts the two halves of an emoji.
export function difference(old, now) {
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old.charCodeAt(start) === now.charCodeAt(start)) start += 1;
  let rest = 0;
  while (rest < most - start && old.charCodeAt(old.length - 1 - rest) === now.charCodeAt(now.length - 1 - rest)) rest += 1;
  if (start && high(now.charCodeAt(start - 1))) start -= 1;
  if (rest && low(now.charCodeAt(now.length - rest))) rest -= 1;
  return { start, end: old.length - rest, words: now.slice(start, now.length - rest) };
}

// Where a stretch is after an edit; nowhere when the edit touched it.
function carried(stretch, edit) {
  const grown = edit.words.length - (edit.end - edit.start);
  if (edit.start >= stretch.end) return stretch;
  return edit.end <= stretch.start ? { ...stretch, start: stretch.start + grown, end: stretch.end + grown } : null;
}

// What the kernel said of `old`, in the places that it has in `now`.
export function placed(stretches, old, now) {
  if (old === now) return stretches;
  const edit = difference(old, now);
  return stretches.map((one) => carried(one, edit)).filter(Boolean);
}

// Replaces a stretch as if it had been typed, so that the browser's own undo knows of it; the focus stays where it was.
export function replace(area, start, end, words) {
  const wanted = area.value.slice(0, start) + words + area.value.slice(end);
  if (wanted === area.value) return;
  const held = document.activeElement;
  area.focus({ preventScroll: true });
  area.setSelectionRange(start, end);
  if (words.length < PASTED && end - start < PASTED) document.execCommand(words ? "insertText" : "delete", false, words);
  if (area.value !== wanted) area.value = wanted;
  if (held === document.body) area.blur();
  else if (held !== area) held?.focus({ preventScroll: true });
}

const ORDER = ["high", "medium", "low", "blank"];

// Marks may overlap: the text is cut at each mark's rim, and a piece looks like the gravest of its marks.
function pieces(text, marks) {
  const cuts = [...new Set([0, text.length, ...marks.flatMap((mark) => [mark.start, mark.end])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, n) => {
    const on = marks.filter((mark) => mark.start <= start && cuts[n + 1] <= mark.end);
    const kind = ORDER.find((one) => on.some((mark) => mark.severity === one));
    return { words: text.slice(start, cuts[n + 1]), kind, here: on.some((mark) => mark.here), starts: on.find((mark) => mark.start === start)?.id };
  });
}

// The unseen text decides the height of both, so that the text area itself never scrolls and the two cannot come apart.
export const Sheet = ({ id, area, text, marks, describedby, ...events }) => html`<div class="tw-sheet"><div class="tw-stack">
  <div class="tw-mirror" aria-hidden="true">${pieces(text, marks).map((piece, n) =>
    piece.kind ? html`<mark key=${n} data-mark=${piece.starts} class=${`tw-m-${piece.kind}${piece.here ? " tw-here" : ""}`}>${piece.words}</mark>` : piece.words,
  )}${"\n"}</div>
  <textarea id=${id} ref=${area} rows="8" spellcheck="true" aria-describedby=${describedby} ...${events}></textarea></div></div>`;
