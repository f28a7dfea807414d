// The strip above a kit notebook: what is true right now, where one is, and where to go next.

// Makes an element; `of` are its properties, or attributes where the name has a hyphen; null children are left out.
export function make(tag, of = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(of)) {
    if (name.includes("-") || name === "role") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

export class Banner {
  constructor(label) {
    this.said = make("p", { role: "status", className: "tw-door-said", tabIndex: -1 });
    this.row = make("div", { className: "tw-door-row" }, this.said);
    this.node = make("section", { className: "tw-door-banner", "aria-label": label, "data-twoway-banner": "" }, this.row);
  }

  // Says a sentence; `action`, when given, is a button's words and what it does. `grave` makes it stand out.
  say(text, { action = null, grave = false } = {}) {
    if (this.text === text) return; // a screen reader reads every change
    this.text = text;
    const held = this.node.contains(document.activeElement) && document.activeElement === this.button;
    this.button?.remove();
    this.button = action && make("button", { type: "button", className: "tw-door-go", onclick: action[1] }, action[0]);
    this.said.textContent = text;
    if (this.button) this.said.after(this.button);
    if (held) this.said.focus();
    this.node.classList.toggle("tw-door-grave", grave);
  }

  // Shows where one is: `here` in words, the kit's `lessons` (each a list: the lesson, then its worksheets), the current
  // page of these, the `next` one with the `words` for going there, and what `go` does with a path.
  place(here, lessons, current, next, go) {
    const link = (one) => {
      const open = make("button", { type: "button", className: "tw-door-link", onclick: () => go(one.path) }, one.title);
      if (one === current) open.setAttribute("aria-current", "page");
      return open;
    };
    const step = ([lesson, ...sheets]) => {
      const more = sheets.length ? make("ul", {}, ...sheets.map((one) => make("li", {}, link(one)))) : null;
      return make("li", {}, link(lesson), more);
    };
    const list = make("nav", { "aria-label": "Lessons", className: "tw-door-lessons", hidden: true, id: `tw-door-${++made}` });
    list.append(make("ol", {}, ...lessons.map(step)));
    const where = make("button", { type: "button", className: "tw-door-link", "aria-expanded": "false" }, "Where am I?");
    where.setAttribute("aria-controls", list.id);
    where.onclick = () => {
      list.hidden = !list.hidden;
      where.setAttribute("aria-expanded", String(!list.hidden));
    };
    const name = make("span", { className: "tw-door-name" }, next ? `: ${next.title}` : "");
    const forth = make("button", { type: "button", className: "tw-door-next", onclick: () => go(next.path) }, next?.words ?? "", name);
    this.row.append(make("span", { className: "tw-door-here" }, here), where, ...(next ? [forth] : []));
    this.node.append(list);
  }

  // Adds the one switch that shows and hides the code.
  codeSwitch(show) {
    const box = make("input", { type: "checkbox", role: "switch", onchange: () => show(box.checked) });
    this.row.append(make("label", { className: "tw-door-switch" }, box, "Show the code"));
  }
}

let made = 0;

// Puts the banner above the notebook, as high as its text needs at any width.
export function hang(banner, panel, Widget) {
  const holder = new Widget({ node: make("div", { className: "tw-door-holder" }, banner.node) });
  panel.contentHeader.addWidget(holder);
  const measured = new ResizeObserver(([entry]) => {
    holder.node.style.minHeight = `${Math.ceil(entry.borderBoxSize[0].blockSize)}px`;
    holder.parent?.fit();
  });
  measured.observe(banner.node);
  panel.disposed.connect(() => measured.disconnect());
}
