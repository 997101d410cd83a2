// Walks the strips of a page by key, the first `most` rows of each table, and lists what is wrong; `gone` counts the
// strips and the figures read out.
async (most) => {
  const wrong = [], gone = {strips: 0, figures: 0};
  const status = document.querySelector('.unseen[role=status]');
  const zoom = parseFloat(getComputedStyle(document.body).zoom) || 1;
  const place = (said) => said.replace(/ \(figure \d+ of \d+\)$/, '');
  const until = async (done) => {
    const end = Date.now() + 10_000;
    while (!done() && Date.now() < end) await new Promise((next) => { setTimeout(next, 4); });
    return done();
  };
  const press = (key) => document.activeElement.dispatchEvent(
    new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));

  for (const table of document.querySelectorAll('.profile:has(tbody svg)')) {
    const rows = [...table.tBodies[0].rows].filter((row) => row.querySelector('svg')).slice(0, most);
    const stops = table.querySelectorAll('[role=application][tabindex="0"]');
    if (stops.length !== 1) { wrong.push(`${table.caption.textContent}: ${stops.length} stops of the Tab key`); continue; }
    stops[0].focus();
    for (const [k, row] of rows.entries()) {
      const name = row.cells[0].textContent, tell = (what) => wrong.push(`${name}: ${what}`);
      press(k ? 'PageDown' : 'Home');
      const stop = document.activeElement, strip = row.querySelector('svg');
      if (stop.closest('tr') !== row) { tell('is not reached'); break; }
      if (!await until(() => status.textContent)) { tell('says nothing'); break; }
      if (table.querySelectorAll('[role=application][tabindex="0"]').length !== 1) tell('is a second stop');
      if (!stop.getAttribute('aria-label').includes(name)) tell('has no name');
      if (!document.getElementById(stop.getAttribute('aria-describedby')).textContent.includes(rows.length > 1 ? 'Page Down' : 'Arrow keys'))
        tell('does not say how');
      gone.strips += 1;

      // Where the drawing has marks, in thousandths of its width.
      const found = (kind, letters) => [...strip.querySelectorAll(`.${kind}`)].flatMap((path) =>
        [...path.getAttribute('d').matchAll(new RegExp(`[${letters}](-?\\d+)`, 'g'))].map((one) => Number(one[1])));
      const left = new Set([...found('own', 'M'), ...found('eng', 'M'), ...found('mid', 'M'), ...found('near', 'M'),
        ...found('half', 'MH')]);
      const all = new Set([...left, 0, 1000]), said = [];
      for (let last, now = (press('Home'), status.textContent); now !== last; last = now, press('ArrowRight'), now = status.textContent) {
        const words = place(now), ring = stop.querySelector('.walked i');
        if (words === now) tell(`“${now}” without its place`);
        if (stop.querySelector('.walked span').textContent.replaceAll('\n', ', ') !== words) tell(`shows other than ${words}`);
        said.push(words);
        if (!ring.checkVisibility()) continue;
        const box = ring.getBoundingClientRect(), frame = strip.getBoundingClientRect();
        const x = (box.left + box.width / 2 - frame.left) / frame.width * 1000;
        const on = [...all].filter((one) => Math.abs(one - x) * frame.width / 1000 < 1.5 * zoom);
        if (!on.length) tell(`the ring is on no mark: ${words}`);
        if (Math.abs(box.top + box.height / 2 - frame.top - frame.height / 2) > 1.5 * zoom) tell(`the ring is off: ${words}`);
        if (box.bottom < 0 || box.top > innerHeight) tell(`out of sight: ${words}`);
        on.forEach((one) => left.delete(one));
        const told = stop.querySelector('.walked span').getBoundingClientRect();
        if (told.left < -1 || told.right > innerWidth + 1) tell(`words out of the window: ${words}`);
      }
      gone.figures += said.length;
      if (left.size) tell(`not walked: ${[...left]}`);
      // What the row says of itself, of England and of the neighbours is what is read out.
      const [, , own, middle, england] = [...row.cells].map((cell) => [...cell.childNodes]
        .filter((one) => one.nodeName !== 'SMALL').map((one) => one.textContent).join('').trim());
      const heard = (whose, figure) => said.some((one) => one.startsWith(`${whose}, `) && one.includes(`: ${figure}`));
      if (england !== '–' && !heard('England', england)) tell(`England’s ${england} is not read out`);
      if (!said.some((one) => one.includes(`: ${own}`))) tell(`its own ${own} is not read out`);
      const counted = row.cells[3].querySelector('small').textContent.match(/(\d+) of (\d+)/);
      const others = said.filter((one) => !/^(England|The middle council|A quarter|(Worst|Best|Lowest|Highest) council)/.test(one));
      if (middle !== '–' && counted && others.filter((one) => !one.endsWith(': no figure')).length < Number(counted[1])) tell('neighbours are missing');
    }
    press('Escape');
    if (document.querySelector('.walked') || status.textContent) wrong.push('Escape does not leave a strip');
  }
  return {wrong, ...gone};
}
