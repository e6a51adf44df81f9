// The map of co-ops moves and zooms (Leaflet): numbers come from the server in boxes, the list follows, the address says what is shown.
// Leaflet is fetched where a screen is wide and the line is not to be saved, else when somebody presses for it. Without this file,
// or without Leaflet, the map is the drawing with links that it is anyway.
const SETTLED = 350; // ms without a move, then the list follows
const SAME_SPOT = 0.001; // degrees: what stands as close as that does not fall apart by going nearer
const [WEST, NORTH, SCALE] = [-91.75, 35.1, 1000]; // of the drawing, as directory/coops/county_map.py has them
const DRAWN_TOGETHER = Math.cos((32.6 * Math.PI) / 180);

class MovingMap {
  constructor(figure) {
    this.figure = figure;
    this.told = figure.dataset;
    this.status = figure.querySelector("[data-map-says]");
    this.marks = new Map();
    const button = figure.querySelector("[data-map-move]");
    button.hidden = false;
    button.addEventListener("click", () => this.load(button, true));
    window.addEventListener("popstate", () => this.back());
    const mayLoad = matchMedia("(min-width: 64em)").matches && !navigator.connection?.saveData;
    if (mayLoad) (window.requestIdleCallback ?? setTimeout)(() => this.load(button, false));
  }

  async load(button, pressed) {
    button.disabled = true;
    try {
      const pieces = this.told.leaflet.split(" ").map((src) => fetched("script", { src, async: false })); // run in their order
      await Promise.all([fetched("link", { rel: "stylesheet", href: this.told.leafletCss }), ...pieces]);
    } catch {
      button.disabled = false;
      if (pressed) this.status.textContent = this.told.failed;
      return;
    }
    button.hidden = true;
    this.start();
    if (pressed) this.map.getContainer().focus();
  }

  start() {
    const place = this.figure.querySelector("[data-map-moves]");
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const paths = [...this.figure.querySelectorAll("svg > path")].map((path) => path.getAttribute("d"));
    this.figure.querySelector("svg").remove();
    place.hidden = false;
    const map = (this.map = L.map(place, {
      attributionControl: Boolean(this.told.tiles), fadeAnimation: !still, inertia: !still, maxZoom: 18, minZoom: 3, scrollWheelZoom: false,
      trackResize: false, zoomAnimation: !still, zoomControl: false, zoomSnap: this.told.tiles ? 1 : 0.5,
    }));
    L.control.zoom({ zoomInTitle: this.told.nearer, zoomOutTitle: this.told.farther }).addTo(map);
    if (this.told.tiles) L.tileLayer(this.told.tiles, { attribution: this.told.attribution, maxZoom: 18 }).addTo(map);
    this.outline(paths);
    this.home = this.told.frame;
    this.show(new URL(location).searchParams.get("box") ?? this.home);
    // The wheel scrolls the page until somebody has taken hold of the map.
    place.addEventListener("focusin", () => map.scrollWheelZoom.enable());
    place.addEventListener("focusout", () => map.scrollWheelZoom.disable());
    map.on("moveend", () => this.moved());
    map.on("popupopen", ({ popup }) => popup.getElement().querySelector("a").focus());
    window.addEventListener("resize", () => this.quietly(() => map.invalidateSize({ pan: false })));
  }

  // County lines come from the drawing: relative moves and lines in whole numbers.
  outline([edge, borders]) {
    const paper = this.told.tiles ? { fill: false } : { fillColor: "#fff", fillOpacity: 1 };
    L.polygon(lines(edge), { color: "#14161a", interactive: false, weight: 2, ...paper }).addTo(this.map);
    L.polyline(lines(borders), { color: "#4e545e", interactive: false, weight: 1 }).addTo(this.map);
  }

  // Shows a piece of the map without telling anybody.
  show(box) {
    const [south, west, north, east] = box.split(",").map(Number);
    this.quietly(() => this.map.fitBounds([[south, west], [north, east]], { animate: false }));
    this.count();
  }

  quietly(change) {
    this.quiet = true;
    change();
    this.quiet = false;
  }

  moved() {
    if (this.quiet) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.count();
      this.follow(this.address(), this.step ? "pushState" : "replaceState");
      this.step = false;
    }, SETTLED);
  }

  // A page that was left and opened again may have its earlier pieces of the map behind it, and no map that moves yet.
  back() {
    if (!this.map) return location.reload();
    this.show(new URL(location).searchParams.get("box") ?? this.home);
    this.follow(new URL(location));
  }

  get frame() {
    const bounds = this.map.getBounds();
    return [bounds.getSouth(), bounds.getWest(), bounds.getNorth(), bounds.getEast()].map((degrees, at) => {
      return Math.min(Math.max(degrees, at % 2 ? -180 : -85), at % 2 ? 180 : 85).toFixed(4);
    }).join(",");
  }

  address() {
    const url = new URL(location);
    url.searchParams.set("box", this.frame);
    url.searchParams.delete("page");
    url.hash = "";
    return url;
  }

  async count() {
    const url = new URL(this.told.clusters, location);
    url.search = new URL(location).search;
    for (const name of ["box", "page", "view"]) url.searchParams.delete(name);
    url.searchParams.set("frame", this.frame);
    url.searchParams.set("zoom", Math.floor(this.map.getZoom()));
    this.counting?.abort();
    this.counting = new AbortController();
    const answer = await asked(url, this.counting.signal);
    if (answer) this.draw((await answer.json()).features);
    else if (answer === null) this.status.textContent = this.told.failed;
  }

  // What stays where it is keeps its mark, and with it the keyboard and what it has opened.
  draw(features) {
    const now = new Map(features.map((feature) => [JSON.stringify(feature), feature]));
    for (const [key, mark] of this.marks) if (!now.has(key)) mark.remove();
    this.marks = new Map([...now].map(([key, feature]) => [key, this.marks.get(key) ?? this.mark(feature)]));
  }

  mark({ geometry: { coordinates: [lon, lat] }, properties }) {
    const one = properties.count === 1;
    const html = one ? `<svg viewBox="0 0 160 160" aria-hidden="true">${properties.mark}</svg>` : properties.count.toLocaleString("en-US");
    const icon = L.divIcon({ className: one ? "map-mark" : "map-mark several", html, iconSize: null });
    const name = one ? properties.name : `${this.told.several} ${properties.count.toLocaleString("en-US")}`;
    const mark = L.marker([lat, lon], { icon, title: name, riseOnHover: true }).addTo(this.map);
    mark.getElement().setAttribute("aria-label", name);
    if (one) mark.bindPopup(() => opened(properties), { closeButton: false, minWidth: 180 });
    else mark.on("click", () => this.nearer(properties.box));
    return mark;
  }

  nearer(box) {
    const [south, west, north, east] = box.split(",").map(Number);
    if (Math.max(north - south, east - west) < SAME_SPOT || this.map.getZoom() === this.map.getMaxZoom()) {
      const url = this.address();
      url.searchParams.set("box", box);
      return this.follow(url, "pushState").then(() => document.getElementById("list").scrollIntoView());
    }
    this.step = true;
    this.map.fitBounds([[south, west], [north, east]], { padding: [24, 24] });
  }

  // The list, its numbers and its filters are those of the page at that address.
  async follow(url, write) {
    if (write) history[write](null, "", url);
    this.following?.abort();
    this.following = new AbortController();
    const answer = await asked(url, this.following.signal);
    if (!answer) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const old of document.querySelectorAll("[data-follows]")) {
      const fresh = page.querySelector(`[data-follows="${old.dataset.follows}"]`);
      if (!fresh || old.contains(document.activeElement)) continue;
      const fold = fresh.querySelector("details");
      if (fold) fold.open = old.querySelector("details")?.open ?? false;
      old.replaceWith(fresh);
    }
    this.status.textContent = document.getElementById("list").textContent;
  }
}

// The answer; undefined where it is wanted no more, null where there is none.
async function asked(url, signal) {
  try {
    const answer = await fetch(url, { signal });
    return answer.ok ? answer : null;
  } catch {
    return signal.aborted ? undefined : null;
  }
}

function fetched(tag, attributes) {
  return new Promise((resolve, reject) => {
    document.head.append(Object.assign(document.createElement(tag), attributes, { onload: resolve, onerror: reject }));
  });
}

function lines(path) {
  return path.split("M").filter(Boolean).map((line) => {
    let [x, y] = [0, 0];
    const numbers = line.match(/-?\d+/g).map(Number);
    const points = [];
    for (let at = 0; at < numbers.length; at += 2) {
      [x, y] = [x + numbers[at], y + numbers[at + 1]];
      points.push([NORTH - y / SCALE, WEST + x / SCALE / DRAWN_TOGETHER]);
    }
    return points;
  });
}

function opened({ name, kind, url }) {
  const link = Object.assign(document.createElement("a"), { href: url, textContent: name });
  const box = document.createElement("p");
  box.append(link, document.createElement("br"), kind);
  return box;
}

for (const figure of document.querySelectorAll("[data-clusters]")) new MovingMap(figure);
