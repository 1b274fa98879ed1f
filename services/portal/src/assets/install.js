// Lets a driver's licence be seen without a network, where the browser can.
"use strict";
if ("serviceWorker" in navigator) navigator.serviceWorker.register("/service-worker.js").catch(() => {});
