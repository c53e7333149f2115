/* What the page does by itself: it follows links without loading anew, turns a choice in a field
   into an address, says what changed, copies links, and tells the server how wide the window is.
   The address is the state: nothing is remembered but one's own region, and that only fills in
   an address that has none. */
(function () {
  "use strict";

  var REGION = "alf-region";
  // The limits of dashboard/screen.py.
  var LIMITS = [["huge", 1840], ["large", 1280], ["broad", 1120], ["wide", 940], ["medium", 600]];
  var OTHER = /^\/(assets|export|api|healthz|report\/|_)/;
  // What a code leads to is as it was, also its region.
  var FIXED = /^\/code\//;
  var focused = null;
  var isFirst = true;
  var drawnFor = null;

  // ---- how wide the window is

  function screenNow() {
    for (var i = 0; i < LIMITS.length; i += 1) {
      if (window.matchMedia("(min-width: " + LIMITS[i][1] + "px)").matches) return LIMITS[i][0];
    }
    return "narrow";
  }

  function tellScreen() {
    drawnFor = screenNow();
    document.cookie = "screen=" + drawnFor + "; path=/; SameSite=Strict";
  }

  // Asked once the window has come to rest: a printer and a drag pass several limits.
  var resting = null;
  function resized() {
    window.clearTimeout(resting);
    resting = window.setTimeout(function () {
      if (screenNow() === drawnFor) return;
      tellScreen();
      ask(null);
    }, 200);
  }

  LIMITS.forEach(function (limit) {
    window.matchMedia("(min-width: " + limit[1] + "px)").addEventListener("change", resized);
  });

  // ---- light or dark: charts.css and matrix.css go by this

  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function tellColours() {
    document.documentElement.setAttribute("data-colours", dark.matches ? "dark" : "light");
  }
  dark.addEventListener("change", tellColours);

  // ---- one's own region

  function remembered() {
    try { return window.localStorage.getItem(REGION); } catch (blocked) { return null; }
  }

  function remember(region) {
    try {
      if (region) window.localStorage.setItem(REGION, region);
      else window.localStorage.removeItem(REGION);
    } catch (blocked) { /* a browser that keeps nothing: the address still says it */ }
  }

  function fillInRegion() {
    var url = new URL(window.location.href);
    var region = remembered();
    if (!region || url.searchParams.has("region") || FIXED.test(url.pathname)) return;
    url.searchParams.set("region", region);
    window.history.replaceState(window.history.state, "", url);
  }

  // ---- going to an address

  function here() {
    return window.location.pathname + window.location.search;
  }

  function ask(changed) {
    var page = document.getElementById("page");
    if (page) page.classList.add("waiting");
    window.dash_clientside.set_props("wanted", {
      data: { address: here(), changed: changed, screen: screenNow() },
    });
  }

  function go(url, changed) {
    var isOtherPage = url.pathname !== window.location.pathname;
    focused = document.activeElement && document.activeElement.id;
    window.history.pushState(null, "", url);
    if (isOtherPage) window.scrollTo(0, 0);
    ask(changed);
  }

  function isPlainClick(event) {
    return event.button === 0 && !event.defaultPrevented &&
      !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    if (!link || !isPlainClick(event) || link.hasAttribute("download") || link.target) return;
    var url = new URL(link.getAttribute("href"), window.location.href);
    if (url.origin !== window.location.origin || OTHER.test(url.pathname)) return;
    if (url.hash && url.pathname + url.search === here()) return;
    event.preventDefault();
    go(url, null);
  });

  var lastAsked = null;
  window.addEventListener("popstate", function () {
    if (here() !== lastAsked) { lastAsked = here(); ask(null); }
  });

  // ---- copying the address of a card

  // Seen for as long as it takes to read.
  var hiding = null;
  function say(text, isVisible) {
    var said = document.getElementById("said");
    if (!said) return;
    window.clearTimeout(hiding);
    said.textContent = text;
    said.classList.toggle("visible", isVisible);
    if (!isVisible) return;
    hiding = window.setTimeout(function () { said.classList.remove("visible"); }, Math.max(2500, 60 * text.length));
  }

  function offer(address) { window.prompt("", address); }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-copy]");
    if (!button) return;
    var address = window.location.origin + button.getAttribute("data-copy");
    // Not there on a page without https.
    if (!window.navigator.clipboard) { offer(address); return; }
    window.navigator.clipboard.writeText(address).then(
      function () { say(button.getAttribute("data-copied"), true); },
      function () { offer(address); }
    );
  });

  // ---- what the other scripts share

  // "Place {place}" with {place: 2} is "Place 2".
  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, name) { return name in values ? values[name] : whole; });
  }

  function download(address, name) {
    var link = document.createElement("a");
    link.href = address;
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
  }

  // ---- called by a field

  function choose(key, value) {
    var url = new URL(window.location.href);
    if (value) url.searchParams.set(key, value);
    else url.searchParams.delete(key);
    if (key === "region" && !value) remember(null);
    go(url, key);
  }

  // ---- called by Dash

  function refocus() {
    if (document.activeElement !== document.body) return;
    var before = focused && document.getElementById(focused);
    (before || document.getElementById("page")).focus({ preventScroll: true });
    focused = null;
  }

  function showHash() {
    var target = window.location.hash && document.getElementById(window.location.hash.slice(1));
    if (target) target.scrollIntoView();
  }

  // The navigation of a narrow window scrolls sideways: the page one is on stays in sight there.
  function showCurrent() {
    var current = document.querySelector(".nav a[aria-current]");
    if (current) current.parentNode.scrollLeft = current.offsetLeft - current.parentNode.offsetLeft - 16;
  }

  function arrived(facts) {
    document.title = facts.title;
    document.documentElement.lang = facts.language;
    if (facts.region) remember(facts.region);
    lastAsked = here();
    if (isFirst) {
      isFirst = false;
      window.requestAnimationFrame(function () { showCurrent(); showHash(); });
      return;
    }
    if (facts.address !== here()) {
      window.history.replaceState(window.history.state, "", facts.address + window.location.hash);
      lastAsked = here();
    }
    var page = document.getElementById("page");
    if (page) page.classList.remove("waiting");
    window.requestAnimationFrame(function () { refocus(); showCurrent(); showHash(); });
    say(facts.said, false);
  }

  tellColours();
  tellScreen();
  fillInRegion();
  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    atlas: { arrived: arrived },
  });
  window.atlas = { choose: choose, go: go, say: say, filled: filled, download: download };
})();
