// The bridge between a control and whoever holds its state: shows `view`, sends back what the person did.
// In a notebook the holder is a Python object behind an anywidget model.
import { html, render } from "./vendor/preact.js";
import { BeforeAfterControl } from "./before_after.js";
import { CaseControl } from "./case.js";
import { ProgressControl } from "./progress.js";
import { QuizControl } from "./quiz.js";
import { ScorecardControl } from "./scorecard.js";
import { PipelineControl } from "./pipeline.js";
import { ExerciseControl } from "./exercise.js";
import { ImporterControl } from "./importer.js";
import { LanguageControl } from "./language.js";
import { Problem } from "./parts.js";
import { WelcomeControl } from "./welcome.js";

const CONTROLS = { before_after: BeforeAfterControl, progress: ProgressControl, quiz: QuizControl, case: CaseControl, scorecard: ScorecardControl, pipeline: PipelineControl, exercise: ExerciseControl, importer: ImporterControl, language: LanguageControl, welcome: WelcomeControl };

// Shows one view in `root`. `send(event, args)` reports what the person did; the answer comes as a new view.
export function show(root, view, fixed, send) {
  const Control = CONTROLS[view.control];
  const shown = Control ? html`<${Control} view=${view} fixed=${fixed} send=${send} />` : null;
  render(html`<div class="tw-inner"><${Problem} text=${view.problem} />${(view.notices || []).map((text) => html`<p key=${text} class="tw-note" role="status">${text}</p>`)}${shown}</div>`, root);
}

export function mount({ model, el }) {
  const root = document.createElement("div");
  root.className = "tw";
  root.dataset.twoway = "";
  root.dataset.jpSuppressContextMenu = "true";
  // JupyterLab's one-letter commands must not act on keys that are meant for a control. Saving may: out of habit people
  // press Ctrl-S, and mean the page. (Whether JupyterLab listens before or after us depends on its version.)
  const saving = (event) => (event.ctrlKey || event.metaKey) && event.key === "s" && root.contains(event.target);
  const letSave = (event) => root.toggleAttribute("data-lm-suppress-shortcuts", !saving(event));
  root.toggleAttribute("data-lm-suppress-shortcuts", true);
  window.addEventListener("keydown", letSave, true);
  root.addEventListener("keydown", (event) => saving(event) || event.stopPropagation());
  el.appendChild(root);
  // Events are numbered, and a view that does not know the last one yet is not drawn: it would undo on the screen, for a
  // moment, what a quick person has just done. The view that knows it is on its way.
  const client = Math.random().toString(36).slice(2);
  let sent = 0;
  const send = (event, args = {}) => model.send({ event, args, client, number: (sent += 1) });
  const draw = () => {
    const view = model.get("view");
    if ((view.seen?.[client] ?? 0) >= sent) show(root, view, model.get("fixed"), send);
  };
  model.on("change:view", draw);
  draw();
  const flush = () => root.dispatchEvent(new CustomEvent("tw-flush"));
  window.addEventListener("pagehide", flush);
  return () => {
    window.removeEventListener("keydown", letSave, true);
    window.removeEventListener("pagehide", flush);
    model.off("change:view", draw);
    render(null, root);
  };
}
