// Which notebooks may run by themselves: those whose code is in the kit's list (manifest.json).

// The SHA-256, in hex, of what running these code cells would run. Keep it as `code_hash` in content/manifest.py has it,
// which also says how the text is made; a test compares the two.
export async function codeHash(sources) {
  const encoder = new TextEncoder();
  const parts = [];
  for (const source of sources) {
    const text = source.replace(/\r\n?/g, "\n");
    if (/[^ \t\n]/.test(text)) {
      const data = encoder.encode(text);
      parts.push(`${data.length}\n`, data, "\n");
    }
  }
  const whole = await new Blob(parts).arrayBuffer();
  const digest = await crypto.subtle.digest("SHA-256", whole);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The texts of a notebook's code cells, in order.
export function codeOf(model) {
  return [...model.cells].filter((cell) => cell.type === "code").map((cell) => cell.sharedModel.getSource());
}

// Whether the browser hashes here at all; over plain HTTP from another computer it does not, and then nothing may run.
export function canHash() {
  return Boolean(globalThis.crypto?.subtle);
}

// The kit's entry for the open notebook, or null. Where one page's code is also another's, the file's name decides.
export async function findInKit(model, path, notebooks) {
  const sha256 = await codeHash(codeOf(model));
  const same = notebooks.filter((one) => one.sha256 === sha256);
  return same.find((one) => path.endsWith(one.path)) || same[0] || null;
}
