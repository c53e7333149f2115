/* How the page of the report looks: the list, the title page, the files. What happens when
   something is pressed is report.js. All words come as properties. */
(function () {
  "use strict";

  var h = window.React.createElement;
  var useEffect = window.React.useEffect;
  var useRef = window.React.useRef;
  var filled = window.atlas.filled;

  function Page(page) {
    var count = page.report.cards.length;
    return h("div", { className: "report" },
      h("section", { className: "report-list", "aria-labelledby": "report-list-name" },
        h("div", { className: "report-list-head" },
          h("h2", { id: "report-list-name", tabIndex: -1 }, page.props.words.chosen + (count ? " (" + count + ")" : "")),
          count ? h("a", { href: "#report-files" }, page.props.words.toFiles) : null),
        h(Message, { message: page.message, where: "list" }),
        h(Refused, { problem: page.shown.problem }),
        count || page.removed ? h(List, page) : null,
        count ? null : h(Empty, page)),
      h("div", { className: "report-side" }, h(Front, page), h(Files, page), h(Outline, page)),
      page.asking ? h(Ask, page) : null);
  }

  function Section(props) {
    return h("section", { className: "report-section", "aria-labelledby": props.id },
      h("h2", { id: props.id }, props.name), props.children);
  }

  // What came of something, where it was done. Errors are said at once.
  function Message(props) {
    var message = props.message && props.message.where === props.where ? props.message : null;
    return h("div", { className: "report-message", role: message && message.isError ? "alert" : "status" },
      message ? h("p", { className: message.isError ? "report-error" : "report-done" }, message.text) : null,
      message ? problems(message.problems) : null);
  }

  // They name the keys of the file, which are English, and so are they.
  function problems(listed) {
    if (!listed.length) return null;
    return h("ul", { className: "report-problems", lang: "en" }, listed.map(function (text, i) { return h("li", { key: i }, text); }));
  }

  function Refused(props) {
    if (!props.problem) return null;
    return h("div", { role: "alert" }, h("p", { className: "report-error" }, props.problem.error), problems(props.problem.problems));
  }

  // ---- the list

  function List(page) {
    var rows = page.report.cards.map(function (card, place) {
      return h(Card, Object.assign({ key: card.view, card: card, place: place }, page));
    });
    if (page.removed) rows.splice(page.removed.place, 0, h(Removed, Object.assign({ key: "removed" }, page)));
    return h("ol", { className: "report-cards" }, rows);
  }

  function Removed(page) {
    var words = page.props.words;
    return h("li", { className: "report-removed" },
      h("span", null, filled(words.removed, { headline: page.headline(page.removed.card) })),
      h("button", { id: "report-undo", type: "button", className: "plain", onClick: page.undo }, words.undo));
  }

  function Card(page) {
    var words = page.props.words;
    var card = page.card;
    var place = page.place;
    var name = "report-card-" + place;
    var shown = page.shown[card.view];
    var title = page.headline(card);
    var kind = page.props.titles[viewOf(card.view)];
    function step(direction, by, isOff) {
      return h(Icon, {
        id: "report-" + direction + "-" + place, icon: direction, isOff: isOff, headline: title, label: words[direction],
        which: words.which, onClick: function () { page.move(place, by); },
      });
    }
    return h("li", { className: "report-card", "aria-labelledby": name },
      h("span", { className: "report-place", "aria-hidden": true }, place + 1),
      h("div", { className: "report-said" },
        kind === title ? null : h("p", { className: "overline" }, kind),
        h("h3", { id: name }, h("a", { href: address(card.view, page.props.chosen) }, title)),
        shown && shown.nothing ? h("p", { className: "report-nothing" }, filled(words.nothing, { reason: shown.nothing })) : null),
      h("div", { className: "report-moves" },
        step("up", -1, place === 0), step("down", 1, place === page.report.cards.length - 1),
        h(Icon, {
          id: "report-remove-" + place, icon: "remove", headline: title, label: words.remove, which: words.which,
          onClick: function () { page.remove(place); },
        })),
      h("div", { className: "report-fields" },
        h(Field, { id: "report-heading-" + place, label: words.heading, value: card.heading, most: page.props.limits.text, described: name,
          onChange: function (text) { page.edit(place, "heading", text); } }),
        h(Field, { id: "report-comment-" + place, label: words.comment, value: card.comment, most: page.props.limits.text, described: name,
          isLong: true, onChange: function (text) { page.edit(place, "comment", text); } })));
  }

  function viewOf(view) { return view.split("?")[0].split("/").pop(); }

  function address(view, chosen) {
    var url = new URL(view, window.location.origin);
    url.searchParams.set("language", chosen.language);
    if (chosen.region && !url.searchParams.has("region")) url.searchParams.set("region", chosen.region);
    if (chosen.data) url.searchParams.set("data", chosen.data);
    return url.pathname + url.search;
  }

  var STROKES = { up: "M8 13V3M3.5 7.5 8 3l4.5 4.5", down: "M8 3v10M3.5 8.5 8 13l4.5-4.5", remove: "m4 4 8 8M12 4l-8 8" };

  function Icon(props) {
    return h("button", {
      id: props.id, type: "button", className: "report-icon", disabled: props.isOff, title: props.label, onClick: props.onClick,
      "aria-label": filled(props.which, { action: props.label, headline: props.headline }),
    }, h("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": true, fill: "none", stroke: "currentColor", strokeWidth: 1.6 },
      h("path", { d: STROKES[props.icon] })));
  }

  function Field(props) {
    return h("div", { className: "report-field" }, h("label", { htmlFor: props.id }, props.label),
      h(props.isLong ? "textarea" : "input", {
        id: props.id, className: "report-input", type: props.isLong ? undefined : "text", rows: props.isLong ? 1 : undefined,
        value: props.value, maxLength: props.most, placeholder: props.hint, "aria-describedby": props.described,
        onChange: function (event) { props.onChange(event.target.value); },
      }));
  }

  function Empty(page) {
    var words = page.props.words;
    return h("div", { className: "report-empty" },
      h("p", { className: "report-empty-name" }, words.empty), h("p", null, words.emptyHow), h("p", null, words.emptyReady),
      h(Ready, page));
  }

  // A ready deck is for whichever data one looks at.
  function Ready(page) {
    function take(deck) { page.take(Object.assign({}, deck, { data: page.props.chosen.data })); }
    return h("ul", { className: "report-ready" }, page.props.decks.map(function (one) {
      return h("li", { key: one.name },
        h("button", { type: "button", className: "report-button", onClick: function () { take(one.deck); } }, one.title));
    }));
  }

  // ---- beside the list

  function Front(page) {
    var words = page.props.words;
    function written(name, label) {
      return h(Field, { id: "report-" + name, label: label, value: page.report[name], most: page.props.limits.text, hint: name === "title" ? words.untitled : undefined,
        onChange: function (text) { var values = {}; values[name] = text; page.change(values); } });
    }
    function period(value, label, why) {
      return h("label", { className: "report-radio" },
        h("input", { type: "radio", name: "report-periods", value: value, checked: page.report.periods === value,
          onChange: function () { page.change({ periods: value }); } }),
        h("span", null, label, h("span", { className: "report-why" }, why)));
    }
    return h(Section, { id: "report-front", name: words.front },
      written("title", words.title), written("subtitle", words.subtitle),
      h("fieldset", { className: "report-periods" }, h("legend", null, words.periods),
        period("as_chosen", words.asChosen, words.asChosenWhy), period("newest", words.newest, words.newestWhy)),
      h("p", { className: "report-why" }, filled(words.about, page.props.spoken)));
  }

  function Files(page) {
    var words = page.props.words;
    var isWriting = Boolean(page.message && page.message.isWriting);
    var isOff = isWriting || !page.report.cards.length;
    return h(Section, { id: "report-files", name: words.write },
      h("div", { className: "report-buttons" }, page.props.formats.map(function (format) {
        return h("button", {
          key: format.id, type: "button", className: "report-button report-main", "aria-disabled": isOff || undefined,
          onClick: function () { if (!isOff) page.write(format); },
        }, format.label);
      })),
      h(Message, { message: page.message, where: "write" }),
      h("h3", null, words.template),
      h("p", { className: "report-why" }, words.templateWhy),
      page.template ? h("p", { className: "report-template" },
        filled(words.templateFor, { file: page.template.file.name, format: page.template.format.label })) : null,
      h("div", { className: "report-buttons" },
        h(Picker, { id: "report-template", label: words.templateChoose, accept: ".pptx,.docx", pick: page.chooseTemplate }),
        page.template ? h("button", { type: "button", className: "plain", onClick: function () { page.chooseTemplate(null); } }, words.templateDrop) : null));
  }

  function Outline(page) {
    var words = page.props.words;
    var isOff = !page.report.cards.length;
    function button(label, run) {
      return h("button", { type: "button", className: "report-button", "aria-disabled": isOff || undefined,
        onClick: function () { if (!isOff) run(); } }, label);
    }
    return h(Section, { id: "report-outline", name: words.outline },
      h("p", { className: "report-why" }, words.outlineWhy),
      h("div", { className: "report-buttons" },
        button(words.save, page.save),
        h(Picker, { id: "report-open", label: words.open, accept: ".toml", pick: page.open }),
        button(words.clear, page.clear)),
      h(Message, { message: page.message, where: "outline" }),
      isOff ? null : h("details", { className: "report-decks" }, h("summary", null, words.ready), h(Ready, page)),
      h("p", { className: "report-why" }, page.isKept ? words.kept : words.notKept));
  }

  // A button that opens the browser's own choice of a file; the same file can be chosen again.
  function Picker(props) {
    var input = useRef(null);
    return h(window.React.Fragment, null,
      h("button", { type: "button", className: "report-button", onClick: function () { input.current.click(); } }, props.label),
      h("input", {
        ref: input, id: props.id, type: "file", accept: props.accept, hidden: true,
        onChange: function (event) {
          var file = event.target.files[0];
          if (file) props.pick(file);
          event.target.value = "";
        },
      }));
  }

  function Ask(page) {
    var dialog = useRef(null);
    var words = page.props.words;
    useEffect(function () { dialog.current.showModal(); }, []);
    // Closed first: while it stands, nothing behind it can be focused.
    function answer(isSure) { dialog.current.close(); page.answer(isSure); }
    return h("dialog", {
      ref: dialog, className: "report-ask", "aria-labelledby": "report-ask-name", "aria-describedby": "report-ask-why",
      onCancel: function (event) { event.preventDefault(); answer(false); },
    },
    h("h2", { id: "report-ask-name" }, page.asking.title),
    h("p", { id: "report-ask-why" }, filled(words.askWhy, { count: page.asking.count })),
    h("div", { className: "report-buttons" },
      h("button", { type: "button", className: "report-button", onClick: function () { answer(false); } }, words.cancel),
      h("button", { type: "button", className: "report-button report-main", onClick: function () { answer(true); } }, page.asking.action)));
  }

  window.atlas_report_parts = { Page: Page };
})();
