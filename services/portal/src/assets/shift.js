// Sends where the car is, while its driver is at work and has agreed: one place a minute, rounded on
// the phone already, several at once where there was no network.
(function () {
  "use strict";
  var sign = document.getElementById("places");
  if (!sign || !navigator.geolocation || !window.fetch) { return; }
  var waiting = [];
  var sending = false;
  var last = 0;

  function say(word) {
    sign.hidden = false;
    sign.textContent = sign.getAttribute("data-" + word);
  }

  function rounded(degrees) {
    return Math.round(degrees * 1000) / 1000;
  }

  function send() {
    // One batch at a time: two would hold the same places, and the second to arrive take away others.
    if (sending || !waiting.length) { return; }
    sending = true;
    var batch = waiting.slice(0, 120);
    fetch(sign.getAttribute("data-to"), {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/json", "parvaneh-csrf": sign.getAttribute("data-csrf") },
      body: JSON.stringify({ positions: batch })
    }).then(function (answer) {
      sending = false;
      if (answer.ok) {
        waiting = waiting.filter(function (place) { return batch.indexOf(place) < 0; });
        say("sent");
        send();
      } else if (answer.status < 500 && answer.status !== 429) {
        waiting = [];
        say("off");
      }
    }, function () {
      // No network: they wait.
      sending = false;
    });
  }

  navigator.geolocation.watchPosition(function (place) {
    if (place.timestamp - last < 60000) { return; }
    last = place.timestamp;
    waiting.push({ lat: rounded(place.coords.latitude), lng: rounded(place.coords.longitude), at: new Date(place.timestamp).toISOString() });
    if (waiting.length > 720) { waiting.shift(); }
    send();
  }, function () {
    say("off");
  }, { enableHighAccuracy: false, maximumAge: 60000 });
  window.setInterval(send, 60000);
}());
