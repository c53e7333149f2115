/* What a card can be taken along as: its image on the clipboard, its files, its place in the
   report; and the link to the report at the top of every page. */
(function () {
  "use strict";

  var h = window.React.createElement;
  var kept = window.atlas_kept;

  var filled = window.atlas.filled;

  function say(text) { window.atlas.say(text, true); }

  // ---- the image of a card

  function fetched(address) {
    return window.fetch(address).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer.blob();
    });
  }

  // The clipboard takes a promise, which holds the right to write that the click gave.
  function copied(picture) {
    if (!window.isSecureContext || !window.navigator.clipboard || !window.ClipboardItem) return Promise.reject();
    return window.navigator.clipboard.write([new window.ClipboardItem({ "image/png": picture })]);
  }

  function CopyPicture(props) {
    function copy() {
      say(props.words.working);
      var picture = fetched(props.address);
      copied(picture).then(function () { say(props.words.copied); }, function () {
        picture.then(function () {
          say(props.words.refused);
          window.atlas.download(props.address, "");
        }, function () { say(props.words.failed); });
      });
    }
    return h("button", { type: "button", className: "copy-picture", onClick: copy }, props.label);
  }

  // ---- a card's place in the report

  function AddToReport(props) {
    function add() {
      var report = kept.read();
      if (kept.has(report, props.view)) return say(props.words.already);
      if (report.cards.length >= props.limit) return say(filled(props.words.full, { count: props.limit }));
      kept.update(function (before) {
        var headline = document.getElementById(props.named).textContent;
        var card = { view: props.view, headline: headline, heading: "", comment: "" };
        return Object.assign({}, before, { cards: before.cards.concat([card]) });
      });
      return say(filled(props.words.added, { count: report.cards.length + 1 }));
    }
    return h("button", { type: "button", className: "add-to-report", onClick: add }, props.label);
  }

  function ReportLink(props) {
    var count = kept.useReport().cards.length;
    window.React.useEffect(function () {
      if (!props.isCurrent && kept.takeDamage()) say(props.damaged);
    }, []);
    return h("a", {
      id: props.id, href: props.href, className: "pill to-report", "aria-current": props.isCurrent ? "page" : undefined,
    }, count ? props.label + " (" + count + ")" : props.label);
  }

  // ---- the folded list of files

  function close(menu, isFocused) {
    menu.open = false;
    if (isFocused) menu.querySelector("summary").focus();
  }

  function others(inside) {
    return [].filter.call(document.querySelectorAll("details.menu[open]"), function (menu) {
      return !inside || !menu.contains(inside);
    });
  }

  function closeOthers(event) { others(event.target).forEach(function (menu) { close(menu, false); }); }

  document.addEventListener("pointerdown", closeOthers);
  document.addEventListener("focusin", closeOthers);
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    others(null).forEach(function (menu) { close(menu, menu.contains(document.activeElement)); });
  });
  document.addEventListener("toggle", function (event) {
    var panel = event.target.open && event.target.querySelector(".menu-panel");
    if (panel) panel.scrollIntoView({ block: "nearest" });
  }, true);
  document.addEventListener("click", function (event) {
    var link = event.target.closest("details.menu a[download]");
    if (!link) return;
    var menu = link.closest("details.menu");
    say(menu.getAttribute("data-said"));
    close(menu, true);
  });

  window.atlas_taking = { CopyPicture: CopyPicture, AddToReport: AddToReport, ReportLink: ReportLink };
})();
