/* Swedish for Plotly: the mode bar, the months, and above all the decimal comma.

   Our own, because the published Swedish locale has neither decimal comma nor thousands space and
   writes months with a capital. This file is read before Plotly is; Plotly collects what waits in
   PlotlyLocales when it starts, whichever of its bundles that is. */
(function () {
  "use strict";
  var swedish = {
    moduleType: "locale",
    name: "sv",
    dictionary: {
      "Autoscale": "Anpassa skalan",
      "Box Select": "Markera med rektangel",
      "Compare data on hover": "Jämför värden vid pekaren",
      "Double-click on legend to isolate one trace": "Dubbelklicka i förklaringen för att visa en serie ensam",
      "Double-click to zoom back out": "Dubbelklicka för att zooma ut igen",
      "Download plot": "Ladda ner diagrammet",
      "Download plot as a PNG": "Ladda ner diagrammet som PNG",
      "Image download succeeded": "Bilden är nedladdad",
      "Lasso Select": "Markera med lasso",
      "Pan": "Panorera",
      "Preparing image - this may take a few seconds": "Bilden skapas, det kan ta några sekunder",
      "Reset": "Återställ",
      "Reset axes": "Återställ axlarna",
      "Show closest data on hover": "Visa närmaste värde vid pekaren",
      "Sorry, there was a problem downloading your snapshot!": "Bilden kunde inte laddas ner",
      "Toggle Spike Lines": "Visa eller dölj hjälplinjer",
      "Toggle show closest data on hover": "Visa eller dölj närmaste värde vid pekaren",
      "Zoom": "Zooma",
      "Zoom in": "Zooma in",
      "Zoom out": "Zooma ut",
      "max:": "störst:",
      "mean:": "medelvärde:",
      "median:": "median:",
      "min:": "minst:",
      "trace": "serie"
    },
    format: {
      days: ["söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"],
      shortDays: ["sön", "mån", "tis", "ons", "tors", "fre", "lör"],
      months: [
        "januari", "februari", "mars", "april", "maj", "juni",
        "juli", "augusti", "september", "oktober", "november", "december"
      ],
      shortMonths: [
        "jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"
      ],
      date: "%Y-%m-%d",
      decimal: ",",
      thousands: "\u00a0"
    }
  };
  window.PlotlyLocales = (window.PlotlyLocales || []).concat([swedish]);
})();
