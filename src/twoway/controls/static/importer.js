// Bring in live deals: choose the CRM's export, look at how it was understood, correct it, take it.
import { html, useState } from "./vendor/preact.js";
import { Options } from "./options.js";
import { Saved, useFocusOn, useId } from "./parts.js";

const PIECE = 750000; // bytes sent at once: well under what a notebook's connection lets through

function toBase64(bytes) {
  let text = "";
  for (let start = 0; start < bytes.length; start += 32768) text += String.fromCharCode(...bytes.subarray(start, start + 32768));
  return btoa(text);
}

async function upload(file, send) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const total = Math.max(1, Math.ceil(bytes.length / PIECE));
  for (let number = 0; number < total; number += 1) {
    send("piece", { name: file.name, number, total, data: toBase64(bytes.subarray(number * PIECE, (number + 1) * PIECE)) });
  }
}

function Choose({ send, label }) {
  const id = useId("file");
  const [busy, setBusy] = useState("");
  const pick = async (event) => {
    const file = event.target.files[0];
    if (!file) return;
    setBusy(`Reading ${file.name}…`);
    await upload(file, send);
    event.target.value = "";
    setBusy("");
  };
  return html`<div class="tw-field"><label for=${id}>${label}</label>
    <input id=${id} type="file" accept=".csv,.tsv,.txt,.xlsx,.xlsm" onChange=${pick} /><${Saved} text=${busy} /></div>`;
}

// A choice in a table's cell: the row and column headings name it for the eye, its own label for everybody else.
const Pick = ({ label, value, options, onPick }) => html`<select aria-label=${label} value=${value} onChange=${(event) => onPick(event.target.value)}>
  ${options.map(([key, text]) => html`<option key=${key} value=${key} selected=${key === value}>${text}</option>`)}</select>`;

function Questions({ questions, send }) {
  return questions.map(
    (one) => html`<section key=${one.column} class="tw-card" style="margin-bottom:12px" aria-label=${`Question about ${one.column}`}>
      <${Options} legend=${one.message} chosen="" options=${one.options.map(([id, label]) => ({ id, label }))}
        onChoose=${(option) => send("answer", { column: one.column, option })} /></section>`,
  );
}

function ColumnTable({ columns, send }) {
  return html`<details><summary>Which column is what (${columns.filter((one) => one.field).length} of ${columns.length} are read)</summary>
    <div class="tw-table" role="region" aria-label="Columns" tabindex="0"><table>
      <thead><tr><th scope="col">In the file</th><th scope="col">For example</th><th scope="col">Read as</th></tr></thead>
      <tbody>${columns.map(
        (one) => html`<tr key=${one.heading}><th scope="row" data-label="In the file">${one.heading}</th><td data-label="For example">${one.sample}</td>
          <td data-label="Read as"><${Pick} label=${`Read ${one.heading} as`} value=${one.field} options=${one.options}
            onPick=${(field) => send("set_column", { heading: one.heading, field })} /></td></tr>`,
      )}</tbody></table></div></details>`;
}

const COUNTS_AS = [["open", "Open"], ["won", "Won"], ["lost", "Lost"]];

function Stages({ view, send }) {
  if (view.told_by) return html`<p class="tw-muted">Open, won or lost: as the file says under ${view.told_by}.</p>`;
  if (!view.stages.length) return null;
  const unknown = view.stages.filter((one) => one.note === "not known here").length;
  return html`<details open=${view.stages.some((one) => one.note)}><summary>Which stage is open, won or lost${unknown ? ` (${unknown} not known here)` : ""}</summary>
    <div class="tw-table" role="region" aria-label="Stages" tabindex="0"><table>
      <thead><tr><th scope="col">Stage</th><th scope="col">Deals</th><th scope="col">Counts as</th></tr></thead>
      <tbody>${view.stages.map(
        (one) => html`<tr key=${one.name}><th scope="row" data-label="Stage">${one.name}${one.note ? html` <small class="tw-muted">${one.note}</small>` : null}</th>
          <td data-label="Deals">${one.count}</td>
          <td data-label="Counts as"><${Pick} label=${`Count ${one.name} as`} value=${one.status} options=${COUNTS_AS}
            onPick=${(status) => send("set_stage", { stage: one.name, status })} /></td></tr>`,
      )}</tbody></table></div></details>`;
}

function Sums({ view }) {
  if (view.questions.length) return null;
  return html`<ul aria-label="What is in the file">${view.sums.map(
    (one) => html`<li key=${one.status}><strong>${one.count} ${one.status}</strong>${one.amounts.length ? html` <span>${one.amounts.join(", ")}</span>` : null}</li>`,
  )}</ul><p class="tw-muted">${view.new} new to your workbook, ${view.changed.length} changed, ${view.same} as before.</p>`;
}

function Deals({ view }) {
  if (!view.rows.length) return null;
  return html`<div class="tw-table" role="region" aria-label="Deals in the file" tabindex="0"><table>
    <thead><tr><th scope="col">Deal</th><th scope="col">Customer</th><th scope="col">Status</th><th scope="col">Amount</th><th scope="col">Close date</th></tr></thead>
    <tbody>${view.rows.map(
      (row) => html`<tr key=${row.id}><th scope="row" data-label="Deal">${row.name}</th><td data-label="Customer">${row.account}</td>
        <td data-label="Status">${row.status}${row.stage ? html` <small class="tw-muted">${row.stage}</small>` : null}</td>
        <td data-label="Amount">${row.amount}</td><td data-label="Close date">${row.close_date}</td></tr>`,
    )}</tbody></table></div>
    ${view.more ? html`<p class="tw-muted">and ${view.more} more</p>` : null}`;
}

function Changes({ view }) {
  if (!view.changed.length && !view.vanished.length) return null;
  return html`<section aria-label="Since last time"><h4>Since last time</h4>
    <ul>${view.changed.map((deal) => html`<li key=${deal.name}><strong>${deal.name}</strong>: ${deal.changes.join("; ") || "back in the file"}</li>`)}
      ${view.vanished.map((name) => html`<li key=${`gone-${name}`}><strong>${name}</strong> is no longer in the file. It stays in your workbook.</li>`)}</ul></section>`;
}

function Problems({ view }) {
  if (!view.problems.length) return null;
  const grave = view.problems.filter((one) => one.severity !== "info").length;
  const count = view.problems.length + view.more_problems;
  return html`<details open=${grave > 0 && grave < 6}><summary>${count === 1 ? "1 remark" : `${count} remarks`} on rows and columns</summary>
    <ul>${view.problems.map((one, place) => html`<li key=${place}>${one.place ? html`<strong>${one.place}</strong>: ` : null}${one.message}</li>`)}</ul>
    ${view.more_problems ? html`<p class="tw-muted">and ${view.more_problems} more</p>` : null}</details>`;
}

const Check = ({ label, on, onPick }) => html`<label class="tw-opt"><input type="checkbox" checked=${on} onChange=${(event) => onPick(event.target.checked)} /><span>${label}</span></label>`;

function Take({ view, send }) {
  if (view.questions.length) return html`<p class="tw-note">Answer the question above; nothing is taken until then.</p>`;
  return html`<div>
    <${Check} label="Only open deals" on=${view.open_only} onPick=${(value) => send("prefer", { open_only: value })} />
    <${Check} label="Replace customers' names by aliases" on=${view.alias} onPick=${(value) => send("prefer", { alias: value })} />
    <p class="tw-muted">${view.claim}</p>
    <div class="tw-row"><button type="button" class="tw-go" disabled=${!view.chosen && !view.vanished.length} onClick=${() => send("take")}>Take ${view.chosen} deal${view.chosen === 1 ? "" : "s"}</button></div></div>`;
}

export function ImporterControl({ view, send }) {
  const heading = useFocusOn(view.step, view.step);
  if (view.step === "choose") {
    return html`<div class="tw-card"><h2 tabindex="-1" ref=${heading}>Bring in your live deals</h2><p class="tw-lead">${view.start}</p>
      <${Choose} send=${send} label="Your CRM's export (CSV or XLSX)" /></div>`;
  }
  if (view.step === "taken") {
    return html`<div class="tw-card"><h2 tabindex="-1" ref=${heading}>Your deals are here</h2><p role="status">${view.taken}</p>
      <p>See them with <code>tw.pipeline()</code>, and rate one with <code>tw.scorecard()</code>.</p>
      <${Choose} send=${send} label="Take another file, or a newer export of the same deals" /><${Saved} text=${view.saved} /></div>`;
  }
  return html`<div>
    <header class="tw-head"><div><p class="tw-kicker">${view.kicker}</p><h2 tabindex="-1" ref=${heading}>${view.file}</h2></div>
      <button type="button" class="tw-link" onClick=${() => send("again")}>Another file</button></header>
    <${Questions} questions=${view.questions} send=${send} />
    <div class="tw-card">
      <${Sums} view=${view} /><${Deals} view=${view} /><${Changes} view=${view} />
      <${Stages} view=${view} send=${send} /><${ColumnTable} columns=${view.columns} send=${send} /><${Problems} view=${view} /><${Take} view=${view} send=${send} />
    </div></div>`;
}
