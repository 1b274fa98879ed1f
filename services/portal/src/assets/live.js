// Shows what changes without loading the page again. Where it does not run, a link loads the page.
(function () {
  "use strict";
  var part = document.querySelector("[data-stream]");
  if (!part || !window.EventSource) return;
  var source = new EventSource(part.getAttribute("data-stream"));
  source.addEventListener(part.getAttribute("data-event"), function (event) {
    part.innerHTML = event.data;
  });
})();
