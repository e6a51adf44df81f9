// Search as you type: a box with data-ahead shows what may be meant, by kinds, while somebody writes (the combobox of
// WAI-ARIA 1.2 with a list). Without this file, or without a network, each box is the plain form that it is anyway.
class Combobox {
  constructor(input) {
    this.input = input;
    this.status = input.form.querySelector("[role=status]");
    for (const [name, value] of Object.entries({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false" })) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", () => this.wait());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    input.form.addEventListener("submit", () => this.close());
    window.addEventListener("pagehide", () => this.close());
    document.addEventListener("pointerdown", (event) => {
      if (!input.form.contains(event.target)) this.close();
    });
  }

  wait() {
    this.stop();
    if (this.text.length < 2) this.close();
    else this.timer = setTimeout(() => this.look(), 150);
  }

  stop() {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  get text() {
    return this.input.value.trim();
  }

  async look() {
    this.stop();
    this.asking = new AbortController();
    const { signal } = this.asking;
    try {
      const address = `${this.input.dataset.ahead}?${new URLSearchParams({ q: this.text.slice(0, 200) })}`;
      const answer = await fetch(address, { signal, redirect: "error" });
      const html = answer.status === 200 ? await answer.text() : "";
      if (signal.aborted) return;
      if (html) this.open(html);
      else this.close(answer.status === 204 ? this.input.dataset.none : "");
    } catch {
      if (!signal.aborted) this.close();
    }
  }

  // The list comes from our own address alone and is read as a page without scripts before it stands here.
  open(html) {
    const list = new DOMParser().parseFromString(html, "text/html").querySelector("[role=listbox]");
    if (!list || document.activeElement !== this.input) return this.close();
    this.close();
    list.id = `${this.input.id}-list`;
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
    this.input.form.append(list);
    this.list = list;
    this.input.setAttribute("aria-controls", list.id);
    this.input.setAttribute("aria-expanded", "true");
    this.status.textContent = list.dataset.says;
  }

  close(says = "") {
    this.stop();
    this.mark(null);
    this.list?.remove();
    this.list = null;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-controls");
    this.status.textContent = says;
  }

  mark(option) {
    this.marked?.setAttribute("aria-selected", "false");
    this.marked = option;
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  // Beyond the last option and before the first one stands the text itself.
  step(by) {
    const stops = [null, ...this.list.querySelectorAll("[role=option]")];
    this.mark(stops.at((stops.indexOf(this.marked ?? null) + by) % stops.length));
  }

  key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") this.arrow(event);
    else if (event.key === "Enter") this.enter(event);
    else if (event.key === "Escape") this.escape(event);
    else if (event.key === "Tab") this.close();
    else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) this.mark(null);
  }

  arrow(event) {
    event.preventDefault();
    if (this.list) this.step(event.key === "ArrowDown" ? 1 : -1);
    else if (this.text.length > 1) this.look();
  }

  enter(event) {
    if (!this.marked) return;
    event.preventDefault();
    this.marked.click();
  }

  escape(event) {
    event.preventDefault();
    if (this.list) return this.close();
    this.stop();
    this.input.value = "";
  }
}

for (const input of document.querySelectorAll("input[data-ahead]")) new Combobox(input);

// Where it is narrow the link in the head of the page opens the box that waits there.
const toSearch = document.querySelector(".masthead search + .tools .to-search");
toSearch?.setAttribute("aria-expanded", "false");
toSearch?.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const box = document.querySelector(".masthead search");
  const isOpen = box.classList.toggle("open");
  toSearch.setAttribute("aria-expanded", String(isOpen));
  if (isOpen) box.querySelector("input").focus();
});
