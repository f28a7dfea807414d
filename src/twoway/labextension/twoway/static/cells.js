// The cells of a kit notebook: safe from a slip of the hand, without a change to the file.

// Makes the cells that are here now read-only and undeletable. Cells that a person adds later are their own.
export function protect(notebook) {
  for (const cell of notebook.widgets) {
    cell.syncEditable = cell.syncCollapse = false; // otherwise the next two lines would be written into the file
    cell.readOnly = true;
    cell.inputHidden = false; // code is out of sight by our style sheet; where it is shown, it is shown whole
    if (cell.model.type === "markdown") cell.showEditorForReadOnly = false;
    const read = cell.model.getMetadata.bind(cell.model);
    cell.model.getMetadata = (key) => (key === "deletable" ? false : read(key));
  }
}

// JupyterLab's one-letter commands (delete, paste, insert …) must not act on a lesson whose code is out of sight.
// Keys with Ctrl, Alt or Command still do (saving, the command palette) unless they move, join, cut up or add cells; and
// so does typing into a cell of one's own.
const MOVING = new Set(["ArrowUp", "ArrowDown", "Backspace", "Enter", "-", "_", "m", "M", "v", "V", "x", "X", "z", "Z", "y", "Y"]);

export function keepLettersOut(panel) {
  const SUPPRESS = "data-lm-suppress-shortcuts"; // JupyterLab looks for it from the element with the focus upward
  const listen = (event) => {
    const { target } = event;
    if (!panel.content.node.contains(target) || target.closest("[data-twoway]")) return;
    const command = event.ctrlKey || event.metaKey || event.altKey || event.key === "Escape";
    const typed = !command || MOVING.has(event.key);
    const field = target.closest("input, textarea, select, [contenteditable='true']");
    target.toggleAttribute(SUPPRESS, typed && !field && panel.hasClass("tw-door-quiet"));
  };
  window.addEventListener("keydown", listen, true);
  panel.disposed.connect(() => window.removeEventListener("keydown", listen, true));
}

// Tells the controls to send what was typed in the last second.
export function flush(panel) {
  panel.node.querySelectorAll("[data-twoway]").forEach((root) => root.dispatchEvent(new CustomEvent("tw-flush")));
}
