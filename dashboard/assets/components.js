/* The few components of the page that plain HTML has not got, for Dash to draw: tabs whose panels
   are made when they are first opened, a field to choose in (searchable where the list is long),
   tables straight from their rows, and cards that wait until the first chart stands.

   Written for this, because the usual component library takes longer to read than the page is
   worth waiting for. React is the copy that Dash brings. */
(function () {
  "use strict";

  var h = window.React.createElement;
  var useState = window.React.useState;
  var useEffect = window.React.useEffect;
  var useRef = window.React.useRef;

  // Which tab of which card is open: a new choice in a field does not change it.
  var openTabs = {};

  // ---- Tabs: children are the heading, the fields and one panel for each tab

  function Tabs(props) {
    var values = props.tabs.map(function (tab) { return tab.value; });
    var known = openTabs[props.id];
    var first = values.indexOf(known) >= 0 ? known : values[0];
    var state = useState(first);
    var open = values.indexOf(state[0]) >= 0 ? state[0] : values[0];
    var opened = useRef({});
    opened.current[open] = true;

    function choose(value) {
      openTabs[props.id] = value;
      state[1](value);
    }

    function step(event) {
      var moves = { ArrowRight: 1, ArrowLeft: -1, Home: -values.indexOf(open), End: values.length - 1 - values.indexOf(open) };
      if (!(event.key in moves)) return;
      event.preventDefault();
      var next = values[(values.indexOf(open) + moves[event.key] + values.length) % values.length];
      choose(next);
      document.getElementById(props.id + "-tab-" + next).focus();
    }

    var buttons = props.tabs.map(function (tab) {
      return h("button", {
        key: tab.value, type: "button", role: "tab", id: props.id + "-tab-" + tab.value,
        "aria-selected": tab.value === open, "aria-controls": props.id + "-panel-" + tab.value,
        tabIndex: tab.value === open ? 0 : -1,
        onClick: function () { choose(tab.value); }, onKeyDown: step,
      }, tab.label);
    });
    var panels = values.map(function (value, index) {
      return h("div", {
        key: value, role: "tabpanel", id: props.id + "-panel-" + value, className: "card-body",
        "aria-labelledby": props.id + "-tab-" + value, hidden: value !== open,
      }, opened.current[value] ? props.children[index + 2] : null);
    });
    return h("div", { className: "tabs" },
      h("div", { className: "card-head" }, props.children[0],
        h("div", { className: "tab-list", role: "tablist", "aria-label": props.label }, buttons)),
      props.children[1], panels);
  }

  // ---- Choice: a key of the address and what it may be

  function Choice(props) {
    var state = useState(props.value);
    useEffect(function () { state[1](props.value); }, [props.value, props.drawn]);
    function choose(value) {
      state[1](value);
      if (value !== props.value) window.atlas.choose(props.name, value);
    }
    var field = props.isLong ? h(Search, Object.assign({}, props, { value: state[0], choose: choose }))
      : h("select", {
        id: props.id, className: "select", value: state[0],
        onChange: function (event) { choose(event.target.value); },
      }, grouped(props.options, "optgroup", function (option) {
        return h("option", { key: option.value, value: option.value }, option.label);
      }));
    return h("div", { className: props.className },
      h("label", { htmlFor: props.id, id: props.id + "-label" }, props.label), field);
  }

  function grouped(options, kind, draw) {
    var groups = [];
    options.forEach(function (option) {
      var last = groups[groups.length - 1];
      if (!last || last.name !== option.group) groups.push(last = { name: option.group, drawn: [] });
      last.drawn.push(draw(option));
    });
    return groups.map(function (group, index) {
      if (!group.name) return group.drawn;
      if (kind === "optgroup") return h("optgroup", { key: index, label: group.name }, group.drawn);
      return h("li", { key: index, role: "group", "aria-label": group.name },
        h("div", { className: "group-name", "aria-hidden": true }, group.name),
        h("ul", { role: "presentation" }, group.drawn));
    });
  }

  // A combobox: writing narrows the list, the arrows walk through it, Enter takes, Escape leaves.
  function Search(props) {
    var written = useState(null);
    var active = useState(null);
    var input = useRef(null);
    var list = useRef(null);
    var isOpen = written[0] !== null;
    var chosen = props.options.filter(function (o) { return o.value === props.value; })[0];
    var fitting = matching(props.options, written[0] || "");
    var at = fitting.map(function (o) { return o.value; }).indexOf(active[0]);

    useEffect(function () {
      var shown = list.current && list.current.querySelector("[data-active]");
      if (shown) shown.scrollIntoView({ block: "nearest" });
    }, [isOpen, active[0]]);

    function open() { if (!isOpen) { written[1](""); active[1](props.value); } }
    function close() { written[1](null); }
    function take(value) { close(); props.choose(value); }

    function press(event) {
      var steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
      if (event.key in steps) {
        event.preventDefault();
        if (!isOpen) return open();
        var next = Math.max(0, Math.min(fitting.length - 1, at + steps[event.key]));
        if (fitting[next]) active[1](fitting[next].value);
      } else if (event.key === "Enter" && isOpen) {
        event.preventDefault();
        var taken = fitting[at] || fitting[0];
        if (taken) take(taken.value);
      } else if (event.key === "Escape" && isOpen) {
        event.preventDefault();
        close();
      } else if (!isOpen && event.key.length === 1 && !(event.ctrlKey || event.metaKey || event.altKey)) {
        // Writing begins anew, not behind the name that is shown.
        open();
      }
      return undefined;
    }

    function option(one) {
      var isActive = one.value === active[0];
      return h("li", {
        key: one.value, role: "option", id: props.id + "-" + one.value,
        "aria-selected": one.value === props.value, "data-active": isActive || undefined,
        // Before the field loses focus, which closes the list.
        onMouseDown: function (event) { event.preventDefault(); take(one.value); },
      }, one.label);
    }

    return h("div", { className: "search" },
      h("input", {
        ref: input, id: props.id, className: "select", type: "text", role: "combobox",
        autoComplete: "off", spellCheck: false, "aria-autocomplete": "list", "aria-expanded": isOpen,
        "aria-controls": props.id + "-list",
        "aria-activedescendant": isOpen && at >= 0 ? props.id + "-" + active[0] : undefined,
        value: written[0] || (isOpen ? "" : chosen ? chosen.label : ""),
        placeholder: isOpen && chosen ? chosen.label : undefined,
        onClick: open, onBlur: close, onKeyDown: press,
        onChange: function (event) {
          written[1](event.target.value);
          var first = matching(props.options, event.target.value)[0];
          active[1](first ? first.value : null);
        },
      }),
      h("ul", {
        ref: list, id: props.id + "-list", role: "listbox", className: "search-list", hidden: !isOpen,
        "aria-labelledby": props.id + "-label",
      }, isOpen ? (fitting.length ? grouped(fitting, "list", option)
        : h("li", { className: "nothing", role: "option", "aria-disabled": true, "aria-selected": false }, props.nothing)) : null));
  }

  function matching(options, text) {
    var words = text.toLocaleLowerCase().split(/\s+/);
    return options.filter(function (option) {
      var name = (option.label + " " + option.group).toLocaleLowerCase();
      return words.every(function (word) { return name.indexOf(word) >= 0; });
    });
  }

  // ---- Table: rows of texts, or of [text, address]

  function Table(props) {
    var caption = props.id + "-caption";
    var classes = props.columns.map(function (column, c) {
      if (column.isNumber) return "number";
      return props.rows.some(function (row) { return textOf(row[c]).length > 40; }) ? "long" : undefined;
    });
    return h("div", { className: "table-scroll", role: "region", tabIndex: 0, "aria-labelledby": caption },
      h("table", null,
        h("caption", { id: caption }, props.caption),
        h("thead", null, h("tr", null, props.columns.map(function (column, i) {
          return h("th", { key: i, scope: "col", className: classes[i] }, column.label);
        }))),
        h("tbody", null, props.rows.map(function (row, r) {
          var isOwn = props.own.indexOf(r) >= 0;
          return h("tr", { key: r, className: isOwn ? "own" : undefined }, row.map(function (cell, c) {
            var place = c ? { key: c, className: classes[c] } : { key: c, scope: "row", className: classes[c] };
            var mark = isOwn && !c ? h("span", { className: "hidden-visually" }, " (" + props.ownWord + ")") : null;
            return h(c ? "td" : "th", place, shown(cell), mark);
          }));
        }))));
  }

  function textOf(cell) {
    return typeof cell === "string" ? cell : cell[0];
  }

  function shown(cell) {
    if (typeof cell === "string") return cell;
    var isHere = /^[/#?]/.test(cell[1]);
    return h("a", { href: cell[1], rel: isHere ? undefined : "noopener noreferrer" }, cell[0]);
  }

  // ---- Static: HTML that Dash need not watch. A node is a text, [tag, attributes, child, …] or
  //      one of the components of this file (dashboard/elements.py).

  function Static(props) {
    return h.apply(null, [window.React.Fragment, null].concat(props.nodes.map(draw)));
  }

  function draw(node) {
    if (node === null || typeof node !== "object") return node;
    if (!Array.isArray(node)) return h(window[node.namespace][node.type], node.props);
    return h.apply(null, node.slice(0, 2).concat(node.slice(2).map(draw)));
  }

  // ---- Cards: the first at once, the others when its chart stands

  var isFirstTime = true;

  function Cards(props) {
    var state = useState(!isFirstTime);
    useEffect(function () {
      if (state[0]) return undefined;
      isFirstTime = false;
      var started = window.performance.now();
      // One turn after it stands, so that it is painted first.
      var stands = false;
      var waiting = window.setInterval(function () {
        if (stands || window.performance.now() - started > 1500) {
          window.clearInterval(waiting);
          state[1](true);
        }
        // Where the first card has nothing to draw, there is nothing to wait for.
        stands = document.querySelector(".js-plotly-plot .trace, .matrix") !== null
          || document.querySelector(".cards .chart") === null;
      }, 30);
      return function () { window.clearInterval(waiting); };
    }, []);
    // Dash hands over an only child bare, without its list.
    var all = [].concat(props.children);
    var children = state[0] ? all : all.slice(0, 1);
    return h("div", { className: props.className }, children);
  }

  // All that Dash uses of its polyfill, which is not sent (dashboard/frame.py): a function that
  // runs in steps, without anything to catch.
  window.regeneratorRuntime = {
    mark: function (steps) { return steps; },
    wrap: function (steps) {
      var at = { prev: 0, next: 0, done: false, stop: function () { at.done = true; } };
      return { next: function () { var value = steps(at); return { value: value, done: at.done }; } };
    },
  };

  window.atlas_components = { Static: Static, Tabs: Tabs, Choice: Choice, Table: Table, Cards: Cards };
})();
