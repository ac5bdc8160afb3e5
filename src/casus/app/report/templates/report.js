// Draws charts as they come into view, sorts tables, and opens what a link points to. Asks nobody for anything.

const WIDEST = 1160;

const inRows = ({ concat, ...rest }, columns) => {
  const rows = [];
  for (let at = 0; at < concat.length; at += columns) rows.push({ hconcat: concat.slice(at, at + columns), spacing: rest.spacing });
  return { ...rest, vconcat: rows };
};

const fitted = (spec, width) => {
  const how = spec.usermeta;
  if (!how || !how.panel) return spec;
  const columns = Math.max(1, Math.min(how.most, Math.floor((width + how.gap) / (how.least + how.room + how.gap))));
  const wide = Math.max(110, Math.floor((width + how.gap) / columns) - how.gap - how.room);
  const resized = (of, key) => {
    if (Array.isArray(of)) return key === "values" ? of : of.map((one) => resized(one));
    if (of === null || typeof of !== "object" || key === "data") return of;
    const changed = Object.fromEntries(Object.entries(of).map(([name, value]) => [name, resized(value, name)]));
    if (of.width === how.panel) changed.width = wide;
    if ("facet" in of) changed.columns = columns;
    return "concat" in of ? inRows(changed, columns) : changed;
  };
  return resized(spec);
};

const roomFor = (drawing) => {
  const main = document.querySelector("main");
  const inside = drawing.parentElement.clientWidth || main.clientWidth - 8;
  return Math.min(WIDEST, inside);
};

const draw = async (drawing) => {
  if (drawing.dataset.state) return;
  drawing.dataset.state = "drawing";
  const spec = JSON.parse(document.getElementById(drawing.dataset.spec).textContent);
  try {
    await vegaEmbed(drawing, fitted(spec, roomFor(drawing)), {
      actions: false, ast: true, renderer: "svg", defaultStyle: false, tooltip: false, logLevel: 1,
    });
    for (const svg of drawing.querySelectorAll("svg")) {
      svg.setAttribute("aria-hidden", "true");
      svg.setAttribute("focusable", "false");
    }
    drawing.dataset.state = "drawn";
  } catch (error) {
    drawing.dataset.state = "failed";
    console.error(drawing.dataset.spec, error);
  }
};

const drawings = [...document.querySelectorAll(".drawing")];
const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) draw(entry.target);
}, { rootMargin: "400px" });
drawings.forEach((drawing) => seen.observe(drawing));

const inTurn = async () => {
  for (const drawing of drawings) {
    await new Promise((go) => ("requestIdleCallback" in window ? requestIdleCallback(go, { timeout: 400 }) : setTimeout(go, 30)));
    await draw(drawing);
  }
  document.documentElement.dataset.drawn = "all";
};
window.addEventListener("beforeprint", () => drawings.forEach(draw));

for (const numbers of document.querySelectorAll("details.numbers")) numbers.open = false;

const order = (table, head, index) => {
  const up = head.getAttribute("aria-sort") !== "descending" && head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  const key = (row) => {
    const cell = row.cells[index];
    const number = Number(cell.dataset.sort);
    return cell.dataset.sort !== undefined && !Number.isNaN(number) ? number : cell.textContent.trim();
  };
  const compare = (a, b) => {
    const [x, y] = [key(a), key(b)];
    if (typeof x === "number" && typeof y === "number") return up * (x - y);
    if (typeof x === "number") return -1;
    if (typeof y === "number") return 1;
    return up * x.localeCompare(y, document.documentElement.lang);
  };
  const body = table.tBodies[0];
  body.append(...[...body.rows].sort(compare));
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", up === 1 ? "ascending" : "descending");
};
for (const table of document.querySelectorAll("table.sortable"))
  [...table.tHead.rows[0].cells].forEach((head, index) =>
    head.querySelector("button").addEventListener("click", () => order(table, head, index)));

const edges = (box) => box.classList.toggle("more", box.scrollLeft + box.clientWidth < box.scrollWidth - 2);
const boxes = [...document.querySelectorAll(".scroll")];
boxes.forEach((box) => box.addEventListener("scroll", () => edges(box), { passive: true }));
const everyEdge = () => boxes.forEach(edges);
window.addEventListener("resize", everyEdge);
document.addEventListener("toggle", everyEdge, true);
everyEdge();

const reveal = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let above = target; above; above = above.parentElement?.closest("details")) if (above.tagName === "DETAILS") above.open = true;
  for (let above = target.closest("details"); above; above = above.parentElement.closest("details")) above.open = true;
  target.scrollIntoView();
};
window.addEventListener("hashchange", reveal);
reveal();
inTurn();
