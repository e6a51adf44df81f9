// Leaflet in pieces that a phone can take: `npm run leaflet` makes them anew from the pinned package, as its makers write it.
// Of Leaflet they hold what js/moving-map.js uses. Each of its modules lies in one piece; a piece finds those of the pieces
// before it in `LeafletModules`.
import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const PACKAGE = dirname(createRequire(import.meta.url).resolve("leaflet/package.json"));
const SRC = join(PACKAGE, "src");
const { version } = JSON.parse(readFileSync(join(PACKAGE, "package.json")));
const PIECES = {
  "leaflet-1.js": {
    modules: [
      "core/Browser", "core/Class", "core/Events", "core/Handler", "core/Util",
      "dom/DomEvent.DoubleTap", "dom/DomEvent.Pointer", "dom/DomEvent", "dom/DomUtil", "dom/Draggable", "dom/PosAnimation",
      "geo/LatLng", "geo/LatLngBounds", "geo/crs/CRS", "geo/crs/CRS.Earth", "geo/crs/CRS.EPSG3857", "geo/projection/Projection.SphericalMercator",
      "geometry/Bounds", "geometry/LineUtil", "geometry/Point", "geometry/PolyUtil", "geometry/Transformation",
    ],
  },
  "leaflet-2.js": {
    modules: ["control/Control", "control/Control.Zoom", "control/Control.Attribution", "map/Map"],
    also: ["DoubleClickZoom", "Drag", "Keyboard", "ScrollWheelZoom", "TouchZoom"].map((name) => `map/handler/Map.${name}`),
  },
  "leaflet-3.js": {
    modules: ["layer/Layer", "layer/Popup", "layer/marker/DivIcon", "layer/marker/Marker", "layer/tile/TileLayer", "layer/vector/Polygon", "layer/vector/Polyline"],
    also: ["layer/vector/Renderer.getRenderer"],
    ends: `const of = globalThis.LeafletModules;
      globalThis.L = {
        control: { zoom: of["control/Control.Zoom"].zoom }, divIcon: of["layer/marker/DivIcon"].divIcon, map: of["map/Map"].createMap,
        marker: of["layer/marker/Marker"].marker, polygon: of["layer/vector/Polygon"].polygon, polyline: of["layer/vector/Polyline"].polyline,
        tileLayer: of["layer/tile/TileLayer"].tileLayer, version: ${JSON.stringify(version)},
      };`,
  },
};

const before = new Set();
for (const [file, { modules, also = [], ends = "" }] of Object.entries(PIECES)) {
  const earlier = {
    name: "earlier",
    setup({ onLoad }) {
      onLoad({ filter: /leaflet[/\\]src[/\\].*\.js$/ }, ({ path }) => {
        const name = relative(SRC, path).replaceAll("\\", "/").replace(/\.js$/, "");
        return before.has(name) ? { contents: `module.exports = globalThis.LeafletModules[${JSON.stringify(name)}];` } : undefined;
      });
    },
  };
  const imports = modules.map((name, at) => `import * as m${at} from ${JSON.stringify(join(SRC, name))};`);
  const told = modules.map((name, at) => `${JSON.stringify(name)}: { __esModule: true, ...m${at} }`);
  await build({
    stdin: {
      contents: [
        ...imports, ...also.map((name) => `import ${JSON.stringify(join(SRC, name))};`),
        `Object.assign(globalThis.LeafletModules ??= {}, { ${told.join(", ")} });`, ends,
      ].join("\n"),
      resolveDir: HERE,
    },
    banner: { js: `/* Leaflet ${version}, (c) Volodymyr Agafonkin and CloudMade, BSD-2-Clause: see LICENSE. Made by build.mjs. */` },
    bundle: true, format: "iife", legalComments: "none", minify: true, outfile: join(HERE, file), plugins: [earlier], target: "es2020",
  });
  modules.forEach((name) => before.add(name));
}
