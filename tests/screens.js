// What is on each of a projector's screens, from one place where scrolling stops to the next: what it begins with, and
// the share of the screen that it takes. Screens with something in them that `tables` selects are left out.
(tables) => {
  const main = document.querySelector('main');
  const shown = (one) => one.getClientRects().length > 0;
  const place = (one) => one.getBoundingClientRect();
  const folded = (one) => one.closest('details:not([open])') && !one.closest('summary');
  const speaks = (one) => [...one.childNodes].some((part) => part.nodeType === 3 && part.textContent.trim());
  const all = [...main.querySelectorAll('*')].filter(shown);
  const stops = all.filter((one) => getComputedStyle(one).scrollSnapAlign === 'start');
  const tops = [-scrollY, ...stops.map((one) => place(one).top)].sort((a, b) => a - b);
  const parts = all.filter((one) => !one.matches('svg *') && !folded(one) && (one.matches('svg') || speaks(one)));
  return tops.flatMap((top, at) => {
    const end = tops[at + 1] ?? Infinity;
    const inside = parts.filter((one) => place(one).height && place(one).top >= top - 1 && place(one).top < end - 1);
    if (!inside.length || inside.some((one) => one.closest(tables))) return [];
    const foot = Math.max(...inside.map((one) => place(one).bottom));
    return [{ said: inside[0].textContent.slice(0, 60), share: Math.round((foot - top) / innerHeight * 100) / 100 }];
  });
}
