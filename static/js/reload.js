// A page that waits for the worker looks again by itself after data-reload seconds. Without this file its link does.
const waits = document.querySelector("[data-reload]");
if (waits) setTimeout(() => location.reload(), waits.dataset.reload * 1000);
