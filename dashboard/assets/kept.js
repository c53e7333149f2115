/* The report as the browser keeps it: which views, in which order, with whose words. It lies in
   this browser only. Not for drawing it: that is report.js. */
(function () {
  "use strict";

  var KEY = "alf-report";
  // Of what is kept: what another version wrote is not read.
  var VERSION = 1;
  var CHANGED = "alf-report-changed";
  var PERIODS = ["as_chosen", "newest"];
  var TEXTS = ["view", "headline", "heading", "comment"];

  // Where the browser keeps nothing, the report lives as long as the page.
  var unkept = null;
  var wasDamaged = false;

  function empty() {
    return { version: VERSION, title: "", subtitle: "", periods: PERIODS[0], cards: [] };
  }

  function isText(value) { return typeof value === "string"; }

  function isCard(card) {
    return Boolean(card) && TEXTS.every(function (name) { return isText(card[name]); });
  }

  function isReport(found) {
    return Boolean(found) && found.version === VERSION && isText(found.title) && isText(found.subtitle) &&
      PERIODS.indexOf(found.periods) >= 0 && Array.isArray(found.cards) && found.cards.every(isCard);
  }

  function parsed(text) {
    try {
      var found = JSON.parse(text);
      return isReport(found) ? found : null;
    } catch (broken) { return null; }
  }

  function read() {
    if (unkept) return unkept;
    var text = null;
    try { text = window.localStorage.getItem(KEY); } catch (blocked) { return empty(); }
    if (text === null) return empty();
    var found = parsed(text);
    if (found) return found;
    wasDamaged = true;
    write(empty());
    return empty();
  }

  function write(report) {
    try {
      window.localStorage.setItem(KEY, JSON.stringify(report));
      unkept = null;
    } catch (blocked) { unkept = report; }
  }

  // `change` makes the new report of the present one, also of what another window has just written.
  function update(change) {
    write(change(read()));
    window.dispatchEvent(new Event(CHANGED));
  }

  // Every window of this browser shows the same report.
  function listen(heard) {
    function elsewhere(event) { if (event.key === KEY || event.key === null) heard(); }
    window.addEventListener(CHANGED, heard);
    window.addEventListener("storage", elsewhere);
    return function () {
      window.removeEventListener(CHANGED, heard);
      window.removeEventListener("storage", elsewhere);
    };
  }

  function useReport() {
    var state = window.React.useState(read);
    window.React.useEffect(function () {
      state[1](read());
      return listen(function () { state[1](read()); });
    }, []);
    return state[0];
  }

  // The same choices in another order show the same view.
  function sorted(view) {
    var url = new URL(view, window.location.origin);
    url.searchParams.sort();
    return url.pathname + url.search;
  }

  function has(report, view) {
    return report.cards.some(function (card) { return sorted(card.view) === sorted(view); });
  }

  window.atlas_kept = {
    empty: empty, read: read, update: update, useReport: useReport, has: has,
    isKept: function () { return !unkept; },
    // Whether what lay here could not be read; asked once.
    takeDamage: function () { var was = wasDamaged; wasDamaged = false; return was; },
  };
})();
