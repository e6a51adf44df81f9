// A page that turns into the next one (css/base.css) is left before the turn is over when somebody presses again soon. The browser
// reports that as an error, and nothing is wrong: the next page is there. Without this file it does the same, and reports it.
const soon = () => {};

function calm({ viewTransition: turn }) {
  if (turn) for (const part of [turn.ready, turn.finished, turn.updateCallbackDone]) part.catch(soon);
}

addEventListener("pageswap", calm);
addEventListener("pagereveal", calm);
