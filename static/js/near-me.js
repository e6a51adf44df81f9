// A button that asks the browser where it is, when it is pressed and not before. The position goes into the field for a place,
// to about 100 meters, and with the form to this site alone. Without this file, or where nothing knows, one writes a place.
const DECIMALS = 3;

for (const button of document.querySelectorAll("[data-near-me]")) {
  if (!navigator.geolocation) break;
  const form = button.form;
  const says = form.querySelector("[data-near-me-says]");
  button.hidden = false;
  button.addEventListener("click", () => {
    says.textContent = says.dataset.waits;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.near.value = `${coords.latitude.toFixed(DECIMALS)},${coords.longitude.toFixed(DECIMALS)}`;
        form.requestSubmit();
      },
      () => {
        says.textContent = says.dataset.refused;
        form.elements.near.focus();
      },
      { timeout: 20_000, maximumAge: 300_000 },
    );
  });
}
