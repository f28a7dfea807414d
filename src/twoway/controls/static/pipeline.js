// All live deals side by side: verdict, the one reason, the next step, and how old the newest evidence is.
import { html, useState } from "./vendor/preact.js";
import { ScorecardControl } from "./scorecard.js";
import { Saved, Select, useId } from "./parts.js";

const COLUMNS = [
  { id: "name", title: "Deal", of: (row) => row.name.toLowerCase() },
  { id: "verdict", title: "Verdict", of: (row) => row.rank },
  { id: "why", title: "Why", of: (row) => row.why },
  { id: "next", title: "Next step", of: (row) => row.next },
  { id: "age", title: "Newest evidence", of: (row) => (row.age === null ? Infinity : row.age) },
];

function sorted(rows, by, down) {
  const column = COLUMNS.find((candidate) => candidate.id === by);
  const order = [...rows].sort((a, b) => {
    const [x, y] = [column.of(a), column.of(b)];
    return x < y ? -1 : x > y ? 1 : 0;
  });
  return down ? order.reverse() : order;
}

export function PipelineControl({ view, fixed, send }) {
  const [by, setBy] = useState("verdict");
  const [down, setDown] = useState(false);
  const [only, setOnly] = useState("");
  const [word, setWord] = useState("");
  const search = useId("search");
  if (view.open) return html`<${ScorecardControl} view=${view.open} fixed=${fixed} send=${send} />`;
  const wanted = word.trim().toLowerCase();
  const rows = sorted(view.rows, by, down).filter(
    (row) => (!only || row.verdict === only) && (!wanted || `${row.name} ${row.why} ${row.next}`.toLowerCase().includes(wanted)),
  );
  const sort = (id) => {
    setDown(by === id ? !down : false);
    setBy(id);
  };
  if (!view.rows.length) {
    return html`<div class="tw-card"><h2>Your pipeline</h2><p>${view.empty}</p>
      <div class="tw-row"><button type="button" class="tw-go" onClick=${() => send("new_deal")}>Add the first deal</button></div></div>`;
  }
  return html`<div>
    <header class="tw-head"><div><p class="tw-kicker">${view.kicker}</p><h2>Your pipeline</h2></div>
      <button type="button" class="tw-quiet" onClick=${() => send("new_deal")}>Add a deal</button></header>
    <div class="tw-grid3 tw-filters">
      <div class="tw-field"><label for=${search}>Find</label><input id=${search} type="search" value=${word} onInput=${(event) => setWord(event.target.value)} /></div>
      <${Select} label="Show" value=${only} options=${[["", "All verdicts"], ...view.verdicts]} onPick=${setOnly} />
      <${Select} label="Sort by" value=${by} options=${COLUMNS.map((column) => [column.id, column.title])} onPick=${(id) => { setBy(id); setDown(false); }} />
    </div>
    <div class="tw-table" role="region" aria-label="Deals" tabindex="0"><table>
      <thead><tr>${COLUMNS.map(
        (column) => html`<th key=${column.id} scope="col" aria-sort=${by === column.id ? (down ? "descending" : "ascending") : null}>
          <button type="button" onClick=${() => sort(column.id)}>${column.title}<span aria-hidden="true">${by === column.id ? (down ? " ↓" : " ↑") : ""}</span></button></th>`,
      )}</tr></thead>
      <tbody>${rows.map(
        (row) => html`<tr key=${row.id}>
          <th scope="row" data-label="Deal"><button type="button" class="tw-link" onClick=${() => send("open_deal", { deal: row.id })}>${row.name}</button></th>
          <td data-label="Verdict"><span class=${`tw-chip tw-is-${row.verdict}`}>${row.title}</span></td>
          <td data-label="Why">${row.why}</td><td data-label="Next step">${row.next}</td><td data-label="Newest evidence">${row.age_text}</td></tr>`,
      )}</tbody></table></div>
    <p class="tw-muted" role="status">${rows.length === view.rows.length ? "" : `${rows.length} of ${view.rows.length} shown.`}</p>
    <${Saved} text=${view.saved} />
  </div>`;
}
