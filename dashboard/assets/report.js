/* The page of the report: its state, what a reader does to it, and what is asked of the server.
   How its parts look is report_parts.js; where it is kept is kept.js. All words come as
   properties. */
(function () {
  "use strict";

  var h = window.React.createElement;
  var useState = window.React.useState;
  var useEffect = window.React.useEffect;
  var useRef = window.React.useRef;
  var kept = window.atlas_kept;
  var filled = window.atlas.filled;

  // A worker writes one file at a time and asks to be asked again.
  var MOST_TRIES = 30;

  // What was said before the page of another address, with other words, took this one's place.
  var carried = null;

  // ---- the report as the server knows it: the keys of a deck file, what says nothing left out

  function withoutNothing(said) {
    var left = {};
    Object.keys(said).forEach(function (name) { if (said[name]) left[name] = said[name]; });
    return left;
  }

  function deckOf(report, props) {
    return withoutNothing({
      title: report.title.trim() || props.words.untitled,
      subtitle: report.subtitle.trim(),
      language: props.chosen.language,
      region: props.chosen.region,
      data: props.chosen.data,
      periods: report.periods,
      card: report.cards.map(function (card) {
        return withoutNothing({ view: card.view, heading: card.heading.trim(), comment: card.comment.trim() });
      }),
    });
  }

  // Views once each, and how many were there twice.
  function reportOf(deck) {
    var report = Object.assign(kept.empty(), { title: deck.title, subtitle: deck.subtitle || "", periods: deck.periods });
    deck.card.forEach(function (card) {
      if (kept.has(report, card.view)) return;
      report.cards.push({ view: card.view, headline: "", heading: card.heading || "", comment: card.comment || "" });
    });
    return { report: report, repeated: deck.card.length - report.cards.length };
  }

  // ---- asking the server; what it refuses becomes {error, problems}

  function asked(path, body, props) {
    return window.fetch(path + "?language=" + props.chosen.language, { method: "POST", body: body }).then(function (answer) {
      return answer.ok ? answer : refused(answer, props);
    }, function () { throw { error: props.words.unreachable, problems: [] }; });
  }

  function refused(answer, props) {
    return answer.json().then(function (found) {
      throw { error: found.error, problems: found.problems || [], wait: Number(answer.headers.get("Retry-After")) };
    }, function () { throw { error: props.words.unreachable, problems: [] }; });
  }

  function askedUntilFree(path, body, props, triesLeft) {
    return asked(path, body, props).catch(function (problem) {
      if (!problem.wait || !triesLeft) throw problem;
      return new Promise(function (resolve) { window.setTimeout(resolve, 1000 * problem.wait); }).then(function () {
        return askedUntilFree(path, body, props, triesLeft - 1);
      });
    });
  }

  function saved(answer) {
    var name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition"))[1];
    return answer.blob().then(function (content) {
      var address = window.URL.createObjectURL(content);
      window.atlas.download(address, name);
      window.setTimeout(function () { window.URL.revokeObjectURL(address); }, 60000);
      return name;
    });
  }

  // ---- what each view says just now: the stored headline may be of another region or release

  function useShown(report, props) {
    var state = useState({});
    var bare = Object.assign({}, report, {
      cards: report.cards.map(function (card) { return Object.assign({}, card, { heading: "", comment: "" }); }).sort(function (a, b) {
        return a.view < b.view ? -1 : 1;
      }),
    });
    var deck = JSON.stringify(deckOf(Object.assign(bare, { title: "", subtitle: "" }), props));
    useEffect(function () {
      if (!bare.cards.length) return undefined;
      var isLate = false;
      asked("/report/shown.json", deck, props).then(function (answer) { return answer.json(); }).then(function (found) {
        var shown = {};
        found.forEach(function (one, place) { shown[bare.cards[place].view] = one; });
        if (!isLate) state[1](shown);
      }).catch(function (problem) { if (!isLate) state[1]({ problem: problem }); });
      return function () { isLate = true; };
    }, [deck]);
    return state[0];
  }

  // ---- the component

  function Report(props) {
    var parts = window.atlas_report_parts;
    var words = props.words;
    var report = kept.useReport();
    var shown = useShown(report, props);
    var removed = useState(null);
    var asking = useState(null);
    var message = useState(carried);
    var template = useState(null);
    var focus = useRef(null);

    useEffect(function () {
      carried = null;
      if (kept.takeDamage()) message[1]({ where: "list", isError: true, text: words.damaged, problems: [] });
    }, []);
    useEffect(function () {
      var wanted = focus.current && document.getElementById(focus.current);
      if (wanted) { wanted.focus(); focus.current = null; }
    });

    function say(name, values) { window.atlas.say(filled(words[name], values || {}), false); }

    function told(where, text, problems) {
      return text && { where: where, isError: Boolean(problems), text: text, problems: problems || [] };
    }

    function tell(where, text, problems) { message[1](told(where, text, problems)); }

    function change(values) {
      kept.update(function (before) { return Object.assign({}, before, values); });
    }

    function changeCards(change) {
      kept.update(function (before) { return Object.assign({}, before, { cards: change(before.cards.slice()) }); });
    }

    function headline(card) {
      var now = shown[card.view];
      return (now && now.headline) || card.headline || props.titles[card.view.split("?")[0].split("/").pop()] || card.view;
    }

    // ---- the list

    function edit(place, name, text) {
      changeCards(function (cards) {
        var values = {};
        values[name] = text;
        cards[place] = Object.assign({}, cards[place], values);
        return cards;
      });
    }

    function move(place, step) {
      var to = place + step;
      changeCards(function (cards) {
        cards.splice(to, 0, cards.splice(place, 1)[0]);
        return cards;
      });
      removed[1](null);
      var isEnd = to === (step < 0 ? 0 : report.cards.length - 1);
      focus.current = "report-" + ((step < 0) !== isEnd ? "up" : "down") + "-" + to;
      say("moved", { place: to + 1, count: report.cards.length, headline: headline(report.cards[place]) });
    }

    function remove(place) {
      removed[1]({ card: report.cards[place], place: place });
      changeCards(function (cards) { cards.splice(place, 1); return cards; });
      focus.current = "report-undo";
      say("removed", { headline: headline(report.cards[place]) });
    }

    function undo() {
      var back = removed[0];
      changeCards(function (cards) { cards.splice(back.place, 0, back.card); return cards; });
      removed[1](null);
      focus.current = "report-remove-" + back.place;
      say("undone", { place: back.place + 1, headline: headline(back.card) });
    }

    // ---- replacing all of it: asked first where something would be lost

    function whenSure(title, action, run) {
      if (!report.cards.length) return run();
      return asking[1]({ title: title, action: action, count: report.cards.length, run: run });
    }

    function clear() {
      whenSure(words.askClear, words.clear, function () {
        kept.update(kept.empty);
        removed[1](null);
        tell("outline", words.cleared);
        document.getElementById("report-list-name").focus();
      });
    }

    function take(deck) {
      whenSure(words.askReplace, words.replace, function () {
        var made = reportOf(deck);
        kept.update(function () { return made.report; });
        removed[1](null);
        var opened = filled(words.opened, { title: deck.title, count: made.report.cards.length });
        if (made.repeated) opened += " " + filled(words.repeated, { count: made.repeated });
        tell("list", opened);
        document.getElementById("report-list-name").focus();
        goTo(deck, told("list", opened));
      });
    }

    // Language, region and data are those of the address; a deck without region leaves one's own.
    function goTo(deck, message) {
      var url = new URL(window.location.href);
      if (deck.language !== props.chosen.language) url.searchParams.set("language", deck.language);
      if (deck.region) url.searchParams.set("region", deck.region);
      if (deck.data) url.searchParams.set("data", deck.data);
      else url.searchParams.delete("data");
      if (url.href === window.location.href) return;
      carried = message;
      window.atlas.go(url, "region");
    }

    // ---- files

    function failed(where, text) {
      return function (problem) { tell(where, text + " " + problem.error, problem.problems); };
    }

    function write(format) {
      var form = new FormData();
      form.append("deck", JSON.stringify(deckOf(report, props)));
      if (template[0] && template[0].format.id === format.id) form.append("template", template[0].file);
      message[1]({ where: "write", isWriting: true, text: filled(words.writing, { format: format.label }), problems: [] });
      return askedUntilFree("/report/file." + format.id, form, props, MOST_TRIES).then(saved).then(function (name) {
        tell("write", filled(words.written, { file: name }));
      }).catch(failed("write", filled(words.notWritten, { format: format.label })));
    }

    function save() {
      return asked("/report/deck.toml", JSON.stringify(deckOf(report, props)), props).then(saved).then(function (name) {
        tell("outline", filled(words.written, { file: name }));
      }).catch(failed("outline", filled(words.notWritten, { format: words.outline })));
    }

    function open(file) {
      return asked("/report/deck.json", file, props).then(function (answer) { return answer.json(); })
        .then(take).catch(failed("outline", words.notOpened));
    }

    function chooseTemplate(file) {
      var format = file && props.formats.filter(function (one) {
        return one.takesTemplate && file.name.toLowerCase().endsWith("." + one.extension);
      })[0];
      var most = props.limits.template;
      if (file && !format) tell("write", filled(words.templateWrong, { file: file.name }), []);
      else if (file && file.size > most) tell("write", filled(words.templateLarge, { file: file.name, size: most / 1048576 }), []);
      else {
        tell("write", null);
        return template[1](file ? { file: file, format: format } : null);
      }
      return template[1](null);
    }

    return h(parts.Page, {
      props: props, report: report, shown: shown, headline: headline, removed: removed[0], message: message[0],
      template: template[0], asking: asking[0], isKept: kept.isKept(), change: change, edit: edit, move: move,
      remove: remove, undo: undo, clear: clear, take: take, write: write, save: save, open: open,
      chooseTemplate: chooseTemplate, answer: function (isSure) {
        var question = asking[0];
        asking[1](null);
        if (isSure) question.run();
      },
    });
  }

  window.atlas_report = { Report: Report };
})();
