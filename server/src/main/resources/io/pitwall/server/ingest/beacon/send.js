// Sends each vital of a page once, when it is final. <script src=".../beacon.js" data-app="shop" data-key="..." data-page="/a/{id}">
(() => {
  const tag = document.currentScript;
  const { app, key, page } = tag.dataset;
  const url = new URL("frontend/beacon", tag.src);
  if (key) url.searchParams.set("key", key);
  const path = page || location.pathname;
  const seen = new Set();
  let vitals = {};
  const add = (vital) => {
    if (!seen.has(vital.id)) {
      seen.add(vital.id);
      vitals[vital.name] = vital.value;
    }
  };
  const send = () => {
    if (Object.keys(vitals).length) {
      navigator.sendBeacon(url, JSON.stringify({ page: path, app: app || location.hostname, vitals }));
      vitals = {};
    }
  };
  for (const name of ["LCP", "INP", "CLS", "FCP", "TTFB"]) webVitals["on" + name](add);
  // After web-vitals' own listeners, which report what is final at that moment.
  addEventListener("visibilitychange", () => document.visibilityState === "hidden" && setTimeout(send));
  addEventListener("pagehide", send);
})();
