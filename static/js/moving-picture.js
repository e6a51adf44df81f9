// The picture of the card that one follows becomes the large one of its page (css/components/arriving.css). Without
// this file, and where the browser cannot, the page is simply another.
document.addEventListener("click", (event) => {
  const picture = event.target.closest(".good a")?.closest(".good").querySelector(".good-pic");
  if (!picture) return;
  for (const before of document.querySelectorAll(".moves")) before.classList.remove("moves");
  picture.classList.add("moves");
});
