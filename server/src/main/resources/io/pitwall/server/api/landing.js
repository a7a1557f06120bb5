"use strict";
// Everything is written with textContent: what agents are called is shown, never run.
const API = "api/performance/";
const $ = id => document.getElementById(id);

function element(tag, text, className) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

async function get(path) {
  const token = sessionStorage.getItem("pitwall.token");
  const answer = await fetch(API + path, token ? { headers: { Authorization: "Bearer " + token } } : {});
  if (answer.status === 401 || answer.status === 403) $("access").hidden = false;
  if (!answer.ok) throw new Error(path.split("?")[0] + " answered " + answer.status);
  return answer.json();
}

const number = (value, digits = 1) => value === null ? "–" : value.toLocaleString("en", { maximumFractionDigits: digits });
const percent = value => value === null ? "–" : number(value * 100) + " %";
const duration = ms => ms < 1000 ? number(ms, 0) + " ms" : ms < 60000 ? number(ms / 1000, 2) + " s"
  : Math.floor(ms / 60000) + " m " + Math.round(ms % 60000 / 1000) + " s";
const time = text => text === null ? "–" : new Date(text).toLocaleString();
const LEVELS = { low: "", medium: "warning", high: "critical", critical: "critical", ok: "ok", error: "critical" };

function sparkline(values) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 59 20");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  const known = values.filter(value => value !== null);
  const low = Math.min(...known), spread = Math.max(...known) - low || 1;
  let points = [];
  const draw = () => {
    if (points.length === 0) return;
    const line = document.createElementNS(svg.namespaceURI, "polyline");
    line.setAttribute("points", points.length === 1 ? points[0] + " " + points[0] : points.join(" "));
    svg.append(line);
    points = [];
  };
  values.forEach((value, i) => value === null ? draw() : points.push(i + "," + (19 - 18 * (value - low) / spread)));
  draw();
  return svg;
}

function card(data) {
  const box = document.createElement("div");
  const unit = data.unit === "%" ? " %" : "";
  box.append(element("span", data.name, "muted"), element("strong", number(data.current) + unit),
    element("span", "average " + number(data.average) + unit + ", max " + number(data.max) + unit, "muted"),
    sparkline(data.sparkline));
  return box;
}

// rows: lists of cells, each a text or [text, class]
function table(id, heads, rows, empty) {
  const body = document.createElement("tbody");
  for (const row of rows) {
    const line = document.createElement("tr");
    for (const cell of row) line.append(Array.isArray(cell) ? element("td", ...cell) : element("td", cell));
    body.append(line);
  }
  const head = document.createElement("tr");
  for (const name of heads) head.append(element("th", name));
  if (rows.length === 0) $(id).replaceChildren(element("caption", empty, "muted"));
  else $(id).replaceChildren(head, body);
}

// Each panel fails alone and keeps what it showed last.
const PANELS = {
  overview: async () => {
    const { overview } = await get("overview");
    const levels = { healthy: "ok", degraded: "warning", critical: "critical" };
    $("verdict").replaceChildren(element("span", overview.sentence, levels[overview.verdict]));
    $("cards").replaceChildren(...overview.cards.map(card));
    table("alerts", ["severity", "what", "since", "state"],
      overview.alerts.map(a => [[a.severity, LEVELS[a.severity]], a.message, time(a.timestamp), a.state]), "No active alerts.");
  },
  advice: async () => {
    const { recommendations } = await get("recommendations");
    table("advice", ["priority", "issue", "about", "what to do"], recommendations.slice(0, 10).map(r => [[r.priority, LEVELS[r.priority]],
      r.issue.replaceAll("_", " "), r.agent_id ?? r.scope.workflow ?? r.scope.metric ?? "–", r.recommendations.join("; ")]),
      "Nothing to recommend at this time.");
  },
  agents: async () => {
    const { agents, total } = await get("agents?limit=10");
    $("first").hidden = total > 0;
    table("agents", ["agent", "type", "score", "tasks", "success", "mean time", "p95, last hour"], agents.map(a => [a.agent_id,
      a.agent_type, percent(a.performance_score), number(a.task_count), percent(a.success_rate),
      duration(a.average_execution_time * 1000), a.p95_execution_time === null ? "–" : duration(a.p95_execution_time * 1000)]),
      "No agents yet.");
  },
  runs: async () => {
    const { runs } = await get("runs?limit=10");
    table("runs", ["started", "workflow", "state", "status", "duration", "spans", "errors", "cost"], runs.map(r => [time(r.started_at),
      r.workflow, r.state, [r.status, LEVELS[r.status] ?? ""], duration(r.duration_ms), number(r.span_count), number(r.error_spans),
      r.cost_usd === null ? "–" : "$" + number(r.cost_usd, 4) + (r.cost_complete ? "" : " or more")]), "No runs yet.");
  },
};

async function refresh() {
  if (document.hidden) return;
  const results = await Promise.allSettled(Object.values(PANELS).map(panel => panel()));
  const failed = results.find(result => result.status === "rejected");
  $("state").textContent = failed ? "Shown is what was last known: " + failed.reason.message
    : "Updated " + new Date().toLocaleTimeString() + ", every 5 seconds";
}

$("hint").textContent = "export OTEL_EXPORTER_OTLP_ENDPOINT=" + location.origin + "\nexport OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf";
for (const path of ["overview", "summary", "alerts", "recommendations", "historical", "system/status", "agents", "runs", "thresholds",
  "score-settings", "series?metric=system.cpu.usage", "stream", "openapi.yaml", "/metrics", "/readyz", "/healthz"]) {
  const item = document.createElement("li"), link = element("a", path);
  link.href = path.startsWith("/") ? path.slice(1) : API + path;
  item.append(link);
  $("links").append(item);
}
$("access").addEventListener("submit", event => {
  event.preventDefault();
  sessionStorage.setItem("pitwall.token", $("token").value);
  $("access").hidden = true;
  refresh();
});
document.addEventListener("visibilitychange", refresh);
refresh();
setInterval(refresh, 5000);
