// The learner's door: a notebook of the kit runs when it is opened, shows no code, and says what is saved.
import { Banner, hang } from "./banner.js";
import { flush, keepLettersOut, protect } from "./cells.js";
import { Engine, FAILED, GONE, READY, STARTING, STOPPED } from "./engine.js";
import { canHash, findInKit } from "./hash.js";

const HERE = import.meta.url;
const NARROW = "(max-width: 700px)";

const BY_HAND = "so it does not run by itself. If you know where it comes from, open the Run menu at the top and choose "
  + "Run All Cells.";
const CHANGED = `This page is not as Twoway delivered it, ${BY_HAND}`;
const BESIDE = `There is program code in the same folder as this page, ${BY_HAND}`;
const UNCHECKED = `Over a connection without https this page cannot be checked, ${BY_HAND}`;
const SAFE = "your answers are safe";

// Returns the plugins; `shared` gives JupyterLab's own modules by name.
export async function plugins(shared) {
  const names = ["notebook", "application", "coreutils", "services"].map((name) => `@jupyterlab/${name}`);
  const [notebook, application, coreutils, services, lumino] = await Promise.all([...names, "@lumino/widgets"].map(shared));
  const lab = { ...notebook, ...coreutils, ...services, Widget: lumino.Widget, doors: new Set() };
  lab.own = coreutils.PageConfig.getOption("twoway") === "own"; // this whole JupyterLab is the kit's
  const door = {
    id: "twoway:door",
    autoStart: true,
    requires: [notebook.INotebookTracker],
    activate: (app, tracker) => {
      lab.app = app;
      addStyle();
      if (lab.own) app.restored.then(() => tidy(app.shell));
      const open = (panel) => openDoor(panel, lab).catch((error) => giveUp(panel, error));
      tracker.widgetAdded.connect((_, panel) => open(panel));
    },
  };
  // JupyterLab's own dialog about a lost server would cover the page; a banner says it. Elsewhere the dialog stays.
  const loss = {
    id: "twoway:connection-lost",
    autoStart: true,
    provides: application.IConnectionLost,
    activate: () => async (...args) => (lab.own && lab.doors.size ? undefined : application.ConnectionLost(...args)),
  };
  return application.IConnectionLost && application.ConnectionLost ? [door, loss] : [door];
}

function addStyle() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("door.css", HERE);
  document.head.append(link);
}

// Closes the side bars, and hides their tabs where they would cost a phone a fifth of its width.
function tidy(shell) {
  shell.collapseLeft();
  shell.collapseRight();
  const sides = window.matchMedia(NARROW).matches ? ["left", "right"] : ["right"];
  sides.filter((side) => shell.isSideTabBarVisible(side)).forEach((side) => shell.toggleSideTabBarVisibility(side));
}

// Leaves a plain notebook behind.
function giveUp(panel, error) {
  console.warn("Twoway's page works here by Run All Cells:", error);
  hideCode(panel, false);
  panel.removeClass("tw-door-waiting");
}

// Hides code and tools, or shows them.
function hideCode(panel, hidden) {
  panel.toggleClass("tw-door-quiet", hidden);
  panel.toolbar.setHidden(hidden);
}

async function openDoor(panel, lab) {
  await panel.context.ready;
  const notebooks = await kitList();
  const { path } = panel.context;
  const found = canHash() ? await findInKit(panel.content.model, path, notebooks) : null;
  if (!found || !(await safePlace(lab, path))) {
    const why = found ? BESIDE : canHash() ? CHANGED : UNCHECKED;
    if (panel.content.model.getMetadata("twoway")) warn(panel, lab, why);
    return;
  }
  lab.doors.add(panel);
  panel.disposed.connect(() => lab.doors.delete(panel));
  ["tw-door", "tw-door-waiting"].forEach((name) => panel.addClass(name));
  hideCode(panel, true);
  protect(panel.content);
  keepLettersOut(panel);
  const banner = new Banner("This lesson");
  const run = () => runPage(panel, lab, engine);
  const again = () => engine.restart().then(run).catch(() => engine.set(FAILED));
  const engine = new Engine(panel.sessionContext, () => knock(lab), () => tell(banner, engine, again, lab.own));
  tell(banner, engine, again, lab.own);
  showPlace(banner, found, notebooks, (to) => leave(panel, lab, banner, to));
  banner.codeSwitch((shown) => hideCode(panel, !shown));
  hang(banner, panel, lab.Widget);
  // A control's link to another lesson opens it in place, as the banner's own do.
  panel.node.addEventListener("tw-go", (event) => {
    event.preventDefault();
    leave(panel, lab, banner, event.detail.href);
  });
  await run();
}

// The kit's notebooks, as its manifest has them.
async function kitList() {
  return (await (await fetch(new URL("manifest.json", HERE), { cache: "no-cache" })).json()).notebooks;
}

// A notebook that says it is a lesson but may not run by itself: it stays as JupyterLab shows it.
function warn(panel, lab, why) {
  const banner = new Banner("About this page");
  panel.addClass("tw-door");
  hang(banner, panel, lab.Widget);
  banner.say(why);
}

// Whether `import twoway` can only mean the installed kit. The kit's own JupyterLab never imports from the notebook's
// folder; elsewhere Python does, so a folder with anything to import in it is not for running by itself.
async function safePlace(lab, path) {
  if (lab.own) return true;
  const folder = await lab.app.serviceManager.contents.get(path.split("/").slice(0, -1).join("/"));
  return folder.content.every((one) => !/\.(py|pyc|pyd|so|zip)$/i.test(one.name) && !(one.type === "directory" && /^\w+$/.test(one.name)));
}

// Fails when the server does not answer.
async function knock(lab) {
  const settings = lab.app.serviceManager.serverSettings;
  const answer = await lab.ServerConnection.makeRequest(lab.URLExt.join(settings.baseUrl, "api/status"), {}, settings);
  if (!answer.ok) throw new Error(answer.statusText);
}

async function runPage(panel, lab, engine) {
  const { content, sessionContext } = panel;
  const clean = !content.model.dirty;
  try {
    engine.set(STARTING);
    const kernel = await engine.kernel();
    const spec = await kernel.spec;
    const known = await findInKit(content.model, panel.context.path, await kitList()); // last: it may have been edited
    if (spec?.language !== "python" || !known) {
      throw new Error("not the kit's code any more, or not its language");
    }
    const ran = await lab.NotebookActions.runCells(content, content.widgets, sessionContext);
    if (engine.state === STARTING) engine.set(ran ? READY : FAILED);
  } catch (error) {
    engine.set(FAILED);
    throw error;
  } finally {
    panel.removeClass("tw-door-waiting");
  }
  // Answers are in the workbook, not in the notebook: the file stays as it was delivered, and two windows agree on it.
  if (clean) content.model.dirty = false;
}

function tell(banner, engine, again, own) {
  const saved = engine.saved ? `Saved ${engine.saved}` : "What you enter is saved as you go.";
  const back = own ? "Start it again with “twoway start”, then reload this page." : "Once it is running again, reload this page.";
  const says = {
    [STARTING]: ["Getting this page ready …"],
    [READY]: [saved],
    [STOPPED]: [`The engine stopped: ${SAFE}. Restart it before you enter more.`, "Restart"],
    [FAILED]: [`A part of this page did not run: ${SAFE}.`, "Try again"],
    [GONE]: [`The program behind this page has stopped: ${SAFE} on disk. ${back}`],
  }[engine.state];
  banner.say(says[0], { action: says[1] ? [says[1], again] : null, grave: ![STARTING, READY].includes(engine.state) });
}

function showPlace(banner, found, notebooks, go) {
  const lessons = notebooks.filter((one) => one.path.startsWith("notebooks/") && one.lesson);
  const at = lessons.indexOf(found);
  const home = lessons.find((one) => one.lesson === found.lesson);
  const here = at < 0 ? found.title : `Lesson ${at + 1} of ${lessons.length}`;
  const next = lessons.find((one) => one.path === `notebooks/${found.next}`);
  const onward = next ? { ...next, words: "Next lesson" } : null;
  const back = at < 0 && home ? { ...home, words: "Back to the lesson" } : null;
  const sheets = (lesson) => notebooks.filter((one) => one.path.startsWith("exercises/") && one.lesson === lesson.lesson);
  const list = lessons.map((lesson) => [lesson, ...sheets(lesson)]);
  banner.place(here, list, found, onward || back, (to) => to !== found.path && go(relative(found.path, to)));
}

// From the kit's folder of one page to another's path, as steps up and down.
function relative(from, to) {
  return `${"../".repeat(from.split("/").length - 1)}${to}`;
}

// Opens another page of the kit in this one's place. What was typed last is sent and answered first.
async function leave(panel, lab, banner, steps) {
  const path = lab.PathExt.normalize(lab.PathExt.join(lab.PathExt.dirname(panel.context.path), steps));
  try {
    await lab.app.serviceManager.contents.get(path, { content: false });
  } catch (error) {
    if (error.response?.status === 404) banner.say(`${path} is not here.`);
    return; // a server that does not answer is in the banner already
  }
  flush(panel);
  await panel.sessionContext.session?.kernel?.requestKernelInfo().catch(() => {});
  if (panel.content.model.dirty) await panel.context.save();
  await lab.app.commands.execute("docmanager:open", { path, factory: "Notebook" });
  await panel.sessionContext.shutdown().catch(() => {});
  panel.dispose();
}
