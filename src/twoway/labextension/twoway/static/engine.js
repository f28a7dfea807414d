// What the banner may claim about the engine (the kernel) and the program behind the page (the server), from what they
// themselves reported: `saved` is a time that the kernel sent after it had written an answer to disk.

const LOOK_AGAIN = 1500; // milliseconds between two questions to a server that does not answer

export const STARTING = "starting";
export const READY = "ready";
export const STOPPED = "stopped";
export const FAILED = "failed";
export const GONE = "gone";

export class Engine {
  // `ask` asks the server for a sign of life, and fails when there is none; `changed` is called after every change.
  constructor(session, ask, changed) {
    Object.assign(this, { session, ask, changed, state: STARTING, saved: "", restarting: false, asking: false });
    session.statusChanged.connect((_, status) => this.onStatus(status));
    session.connectionStatusChanged.connect((_, status) => status !== "connected" && this.look());
    session.iopubMessage.connect((_, message) => this.onMessage(message));
  }

  set(state) {
    this.state = state;
    this.changed();
  }

  onStatus(status) {
    const ended = ["dead", "autorestarting", "restarting", "terminating"].includes(status);
    if (ended && !this.restarting && this.state !== GONE) this.set(STOPPED);
  }

  onMessage(message) {
    const kind = message.header.msg_type;
    const view = kind === "comm_open" || kind === "comm_msg" ? message.content.data?.state?.view : null;
    if (!view) return;
    this.saved = /\d{1,2}:\d{2}$/.exec(view.saved || "")?.[0] || this.saved;
    // Somebody ran the page again from the menu: it is alive.
    if (kind === "comm_open" && this.state === STOPPED) this.state = READY;
    this.changed();
  }

  // The connection is down: is it the way there, or is nobody there? Asks until it is up again.
  async look() {
    if (this.asking) return;
    this.asking = true;
    let before = null;
    while (!this.session.isDisposed && !this.connected) {
      const answered = await this.ask().then(() => true, () => false);
      if (!answered && this.state !== GONE) {
        before = this.state;
        this.set(GONE);
      } else if (answered && this.state === GONE) {
        this.set(before);
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
    }
    this.asking = false;
    if (this.state === GONE && !this.session.isDisposed) this.set(before || READY);
  }

  get connected() {
    const kernel = this.session.session?.kernel;
    return !kernel || kernel.status === "dead" || kernel.connectionStatus === "connected";
  }

  // Waits for a kernel that is really connected; running cells before that brings up JupyterLab's question for one.
  async kernel() {
    await this.session.ready;
    await new Promise((resolve) => {
      const signals = [this.session.connectionStatusChanged, this.session.kernelChanged, this.session.statusChanged];
      const check = () => {
        if (this.session.session?.kernel?.connectionStatus !== "connected") return;
        signals.forEach((signal) => signal.disconnect(check));
        resolve();
      };
      signals.forEach((signal) => signal.connect(check));
      check();
    });
    const kernel = this.session.session.kernel;
    await kernel.info;
    return kernel;
  }

  // Starts the kernel anew, also where the server has forgotten the dead one.
  async restart() {
    this.restarting = true;
    this.set(STARTING);
    try {
      const name = this.session.session?.kernel?.name || this.session.prevKernelName || "python3";
      const dead = !this.session.session?.kernel || this.session.session.kernel.status === "dead";
      if (!dead) {
        await this.session.restartKernel();
      } else {
        await this.session.shutdown(); // the server has dropped the session with its kernel: begin another
        await this.session.changeKernel({ name });
      }
    } finally {
      this.restarting = false;
    }
  }
}
