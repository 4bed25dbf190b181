// What our maps do beyond Leaflet. Texts of people reach the page through textContent only.
(function () {
  "use strict";

  const STREETS = {
    motorway: ["#B9C3CE", 5], motorway_link: ["#B9C3CE", 3], primary: ["#E3B778", 5], primary_link: ["#E3B778", 3],
    tertiary: ["#C3CBD5", 4], tertiary_link: ["#C3CBD5", 3],
  };
  const NAMES_FROM = 16; // zoom at which street names show
  let base = null;

  function streetStyle(feature, zoom) {
    const [color, width] = STREETS[feature.properties.highway] || ["#D3DAE2", 3];
    return { color: color, weight: Math.max(1, width * Math.pow(1.45, zoom - 15)), interactive: false };
  }

  function frame(map, texts) {
    document.documentElement.lang = texts.lang;
    document.title = texts.title;
    if (window.frameElement) window.frameElement.title = texts.title;
    const box = map.getContainer();
    box.setAttribute("role", "application");
    box.setAttribute("aria-label", texts.title);
    map.attributionControl.setPrefix('<a href="https://leafletjs.com" target="_blank" rel="noopener">Leaflet</a>');
    map.attributionControl.addAttribution("© OpenStreetMap, IGN, BAN");
    // One finger and the wheel scroll the page; two fingers, or the wheel with Ctrl, are for the map.
    box.addEventListener("wheel", (event) => {
      const meant = event.ctrlKey || event.metaKey;
      map.scrollWheelZoom[meant ? "enable" : "disable"]();
      if (meant) event.preventDefault();
    }, { capture: true, passive: false });
    if (L.Browser.touch && window.matchMedia("(pointer: coarse)").matches) {
      map.dragging.disable();
      const hint = L.control({ position: "topright" });
      hint.onAdd = () => {
        const line = L.DomUtil.create("p", "boucle-hint");
        line.textContent = texts.hint;
        return line;
      };
      hint.addTo(map);
    }
    new ResizeObserver(() => map.invalidateSize()).observe(box);
  }

  async function drawTown(map) {
    base = base || fetch("/map/base").then((answer) => answer.json());
    const features = (await base).features;
    const of = (kind) => features.filter((each) => each.properties.kind === kind);
    map.createPane("town").style.zIndex = 250;
    const options = { pane: "town", renderer: L.canvas({ pane: "town", padding: 0.4 }), interactive: false };
    L.geoJSON(of("outline"), { ...options, style: { color: "#0A6570", weight: 2, fillColor: "#FFFFFF", fillOpacity: 1 } }).addTo(map);
    L.geoJSON(of("district"), { ...options, style: { color: "#0A6570", weight: 1, dashArray: "2 5", opacity: 0.5, fill: false } }).addTo(map);
    const streets = L.geoJSON(of("street"), { ...options, style: (each) => streetStyle(each, map.getZoom()) }).addTo(map);
    map.on("zoomend", () => streets.setStyle((each) => streetStyle(each, map.getZoom())));
    drawNames(map, [...along(of("street")), ...missing(of("name"), of("street"))], of("district"));
  }

  function label(point, text, kind, angle) {
    const line = document.createElement("span");
    line.textContent = text;
    if (angle) line.style.transform = "translate(-50%, -50%) rotate(" + angle + "deg)";
    return L.marker(point, { interactive: false, keyboard: false, pane: "town-names", icon: L.divIcon({ className: kind, html: line, iconSize: [0, 0] }) });
  }

  // A name on the longest stretch of each street, along it.
  function along(streets) {
    return streets.filter((each) => each.properties.name).flatMap((each) => {
      const line = each.geometry.coordinates, wide = Math.cos(line[0][1] * Math.PI / 180);
      let best = null;
      for (let i = 1; i < line.length; i++) {
        const [x0, y0] = line[i - 1], [x1, y1] = line[i], x = (x1 - x0) * wide, y = y1 - y0, length = Math.hypot(x, y);
        if (best && best.length >= length) continue;
        let angle = -Math.atan2(y, x) * 180 / Math.PI;
        if (angle > 90) angle -= 180;
        if (angle < -90) angle += 180;
        best = { name: each.properties.name, length: length, angle: angle, at: [(y0 + y1) / 2, (x0 + x1) / 2] };
      }
      return best ? [best] : [];
    }).sort((one, other) => other.length - one.length);
  }

  // Streets that the register names and the drawing does not.
  function missing(names, streets) {
    const simple = (name) => name.toLowerCase().replace(/’/g, "'");
    const drawn = new Set(streets.map((each) => simple(each.properties.name || "")));
    return names.filter((each) => !drawn.has(simple(each.properties.name))).map((each) => {
      const [lon, lat] = each.geometry.coordinates;
      return { name: each.properties.name, angle: 0, at: [lat, lon] };
    });
  }

  function drawNames(map, names, districts) {
    map.createPane("town-names").style.zIndex = 450;
    const shown = L.layerGroup().addTo(map);
    const large = districts.map((each) => label(L.geoJSON(each).getBounds().getCenter(), each.properties.name, "boucle-district"));
    function redraw() {
      shown.clearLayers();
      if (map.getZoom() < NAMES_FROM) {
        if (map.getZoom() >= 13) large.forEach((each) => shown.addLayer(each));
        return;
      }
      const view = map.getBounds(), taken = [];
      for (const each of names) { // the longest first; a name that would cover another waits for more zoom
        if (!view.contains(each.at)) continue;
        const at = map.latLngToContainerPoint(each.at), turn = each.angle * Math.PI / 180, half = each.name.length * 3.2;
        const box = { x: at.x, y: at.y, w: half * Math.abs(Math.cos(turn)) + 10, h: half * Math.abs(Math.sin(turn)) + 10 };
        if (taken.some((one) => Math.abs(one.x - box.x) < one.w + box.w && Math.abs(one.y - box.y) < one.h + box.h)) continue;
        taken.push(box);
        shown.addLayer(label(each.at, each.name, "boucle-street", each.angle));
      }
    }
    map.on("moveend zoomend", redraw);
    redraw();
  }

  function pinIcon(kind) {
    const drop = document.createElement("span");
    return L.divIcon({ className: "boucle-pin boucle-pin-" + kind, html: drop, iconSize: [28, 28], iconAnchor: [14, 28], popupAnchor: [0, -26] });
  }

  // The pin that a person sets: tap, drag, or Enter for the middle of the map.
  function pickPlace(map, texts) {
    map.boucleTexts = texts;
    map.on("click", (event) => {
      setPin(map, event.latlng);
      if (map.getZoom() < NAMES_FROM) map.setView(event.latlng, NAMES_FROM); // near enough to see the street, and adjust
    });
    map.getContainer().addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target !== map.getContainer()) return;
      map.fire("click", { latlng: map.getCenter() });
    });
  }

  function setPin(map, latlng) {
    if (!map.bouclePin) {
      const text = (map.boucleTexts || {}).pin || "";
      map.bouclePin = L.marker(latlng, { icon: pinIcon("chosen"), draggable: true, autoPan: true, keyboard: false, title: text, alt: text });
      map.bouclePin.on("dragend", () => map.fire("click", { latlng: map.bouclePin.getLatLng() }));
      map.bouclePin.addTo(map);
    }
    map.bouclePin.setLatLng(latlng);
    return map.bouclePin;
  }

  function popup(properties, texts) {
    const box = document.createElement("div"), link = document.createElement("a");
    const line = (tag, text) => {
      const element = document.createElement(tag);
      element.textContent = text;
      box.appendChild(element);
    };
    line("strong", properties.category);
    line("p", properties.state + (properties.day ? " · " + texts.received + " " + properties.day : ""));
    if (properties.place) line("p", properties.place);
    if (properties.reference) {
      link.href = texts.link + encodeURIComponent(properties.reference);
      link.addEventListener("click", (event) => { // the frame may not move the page; a link of the page may
        event.preventDefault();
        const there = window.parent.document, twin = there.createElement("a");
        twin.href = link.href;
        there.body.appendChild(twin).click();
        twin.remove();
      });
      link.textContent = texts.open + " " + properties.reference;
      box.appendChild(link);
    }
    return box;
  }

  function asMarker(feature, texts) {
    const p = feature.properties, [lon, lat] = feature.geometry.coordinates;
    const kind = p.kind || (p.open ? "open" : "over");
    const text = [p.category, p.state, p.place].filter(Boolean).join(", ");
    return L.marker([lat, lon], { icon: pinIcon(kind), title: text, alt: text }).bindPopup(() => popup(p, texts), { maxWidth: 260 });
  }

  // Requests in clusters; the points come from our own route.
  function clusters(map, texts) {
    const group = L.markerClusterGroup({
      maxClusterRadius: 68, showCoverageOnHover: false, chunkedLoading: true, disableClusteringAtZoom: 18, spiderfyOnMaxZoom: false,
      iconCreateFunction: (cluster) => {
        const count = document.createElement("span"), n = cluster.getChildCount();
        count.textContent = n.toLocaleString(texts.lang);
        return L.divIcon({ className: "boucle-cluster", html: count, iconSize: n < 10 ? [36, 36] : n < 100 ? [44, 44] : [52, 52] });
      },
    });
    map.addLayer(group);
    map.boucleClusters = { group: group, texts: texts, address: "" };
  }

  async function showPoints(map, address) {
    const state = map.boucleClusters;
    if (state.address === address) return;
    state.address = address;
    const answer = await fetch(address, { headers: { Accept: "application/geo+json" } });
    if (!answer.ok || state.address !== address) return; // a newer choice has been made meanwhile
    const features = (await answer.json()).features;
    state.group.clearLayers();
    const markers = features.map((each) => asMarker(each, state.texts));
    state.group.addLayers(markers);
    if (markers.length) map.fitBounds(L.latLngBounds(markers.map((each) => each.getLatLng())).pad(0.02), { maxZoom: 16 });
  }

  // A few points given by the page.
  function few(map, features, texts) {
    const markers = features.map((each) => asMarker(each, texts));
    const layer = L.featureGroup(markers).addTo(map);
    if (markers.length > 1 && !features.some((each) => each.properties.kind === "this")) map.fitBounds(layer.getBounds().pad(0.2), { maxZoom: 17 });
  }

  window.boucle = { frame, drawTown, pickPlace, setPin, clusters, showPoints, few };
})();
