// A press anywhere on the whole picture sets the exact point that must stay in sight, and the cut beside it follows at
// once. Without this file one of nine places is chosen, and the cut follows when the form is saved.
const SHAPE = 4 / 3;

function share(focal, part) {
  return part >= 1 ? 0.5 : Math.min(1, Math.max(0, (focal - part / 2) / (1 - part)));
}

for (const field of document.querySelectorAll("[data-focal]")) {
  const whole = field.querySelector(".focal-whole");
  const picture = whole.querySelector("img");
  const mark = field.querySelector(".focal-mark");
  const cut = field.querySelector(".focal-cut img");
  const exact = field.querySelector("input[type=hidden]");
  const places = [...whole.querySelectorAll("input")];
  let pressed = 0;

  const show = () => {
    const [x, y] = exact.value.split(",").map(Number);
    const shape = picture.width / picture.height;
    mark.style.left = `${x}%`;
    mark.style.top = `${y}%`;
    cut.style.objectPosition = `${share(x / 100, SHAPE / shape) * 100}% ${share(y / 100, shape / SHAPE) * 100}%`;
  };
  const set = (x, y) => {
    exact.value = `${x},${y}`;
    show();
  };
  const percent = (at, from, size) => Math.min(100, Math.max(0, Math.round(((at - from) / size) * 100)));

  whole.addEventListener("pointerup", (event) => {
    if (!event.isPrimary || event.button) return;
    const box = picture.getBoundingClientRect();
    const x = percent(event.clientX, box.left, box.width);
    const y = percent(event.clientY, box.top, box.height);
    pressed = event.timeStamp;
    places[Math.min(2, Math.floor((y * 3) / 100)) * 3 + Math.min(2, Math.floor((x * 3) / 100))].checked = true;
    set(x, y);
    exact.dispatchEvent(new Event("input", { bubbles: true }));
  });
  // The label's own click would choose the place it covers, which at an edge may be the one next to the point.
  whole.addEventListener("click", (event) => {
    if (event.timeStamp - pressed < 500 && !event.target.matches("input")) event.preventDefault();
  });
  whole.addEventListener("change", (event) => {
    const at = places.indexOf(event.target);
    set([17, 50, 83][at % 3], [17, 50, 83][Math.floor(at / 3)]);
  });

  cut.src = picture.src;
  mark.hidden = false;
  field.classList.add("exact");
  if (picture.complete) show();
  else picture.addEventListener("load", show);
}
