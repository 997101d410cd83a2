// Walks every chart of a page by key and lists what is wrong; `gone` counts the charts and the figures read out.
() => {
  const wrong = [], gone = {charts: 0, figures: 0};
  const status = document.querySelector('.unseen[role=status]');
  const middle = (one) => { const box = one.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; };
  const zoom = parseFloat(getComputedStyle(document.body).zoom) || 1;
  const flat = (words) => words.replaceAll(/<br>|\n/g, ', ');
  for (const one of document.querySelectorAll('details')) one.open = true;

  const whole = (title) => flat([title.closest('g').dataset.line ?? '', title.textContent].filter(Boolean).join('\n'));
  // What is to be read out, from what the page holds for the pointer.
  const block = document.getElementById('dash-layout');
  const figures = Object.fromEntries((block ? JSON.parse(block.textContent).props.children : [])
    .map(({props}) => [props.id.replace(/^at-/, ''), props.children.props.figure]));
  const wanted = (slot) => (slot.dataset.graph
    ? figures[slot.dataset.graph].data.flatMap((trace) => (trace.hovertext ?? []).filter(Boolean).map(flat))
    : [...slot.querySelectorAll('.paint title')].map(whole));
  // Corners of the lines behind, as a window has them.
  const corners = (slot) => [...slot.querySelectorAll('[data-scale]')].flatMap((drawn) => {
    const line = drawn.firstChild, seen = line.getScreenCTM();
    return [...line.getAttribute('d').matchAll(/([\d.]+) (-?[\d.]+)/g)]
      .map(([, x, y]) => new DOMPoint(x, y).matrixTransform(seen)).map(({x, y}) => [x, y]);
  });
  // What is seen: points and the ends of bars.
  const seen = (slot) => [...slot.querySelectorAll('.paint circle[r]')];

  for (const slot of document.querySelectorAll('.slot')) {
    const stop = slot.closest('[role=application]');
    const called = (slot.closest('figure')?.querySelector('figcaption')?.textContent ?? slot.outerHTML).slice(0, 60);
    const tell = (what) => wrong.push(`${called}: ${what}`);
    if (!stop) { tell('cannot be walked'); continue; }
    if (!stop.getAttribute('aria-label')?.trim()) tell('has no name');
    if (!document.getElementById(stop.getAttribute('aria-describedby'))?.textContent.includes('Arrow keys'))
      tell('does not say how');
    const together = slot.closest('.multiples');
    const stops = (together ?? stop.parentElement).querySelectorAll(':scope [role=application][tabindex="0"]').length;
    if (together ? stops !== 1 : stop.tabIndex !== 0) tell(`${stops} stops of the Tab key`);
    stop.focus();
    if (document.activeElement !== stop) { tell('takes no focus'); continue; }
    gone.charts += 1;

    const left = new Set(wanted(slot)), marks = seen(slot), reached = new Set();
    if (!left.size) tell('says nothing of its points');
    const press = (key) => {
      stop.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
      const said = status.textContent, words = said.replace(/ \(figure \d+ of \d+\)$/, '');
      if (words === said) tell(`${key}: “${said}” without its place`);
      if (!left.size && reached.size === marks.length) return said;
      for (const one of left) if (words === one || words.endsWith(`, ${one}`)) { left.delete(one); gone.figures += 1; }
      const mark = slot.querySelector('.walked'), ring = mark?.querySelector('i');
      if (flat(mark?.querySelector('span').textContent ?? '') !== words) tell(`shows other than it says: ${words}`);
      if (ring?.checkVisibility()) {
        const [x, y] = middle(ring), box = ring.getBoundingClientRect();
        const near = marks.filter((one) => Math.hypot(...middle(one).map((at, k) => at - [x, y][k])) < 1.5 * zoom);
        near.forEach((one) => reached.add(one));
        const behind = wanted(slot).includes(words) ? [] : corners(slot);   // a line that has no points of its own
        const ours = behind.length ? behind.some(([a, b]) => Math.hypot(a - x, b - y) < 1.5 * zoom) : near.some((one) => { const told = one.querySelector('title'); return !told || words.endsWith(flat(told.textContent)); });
        const on = [...slot.querySelectorAll('.paint rect')].map((one) => one.getBoundingClientRect()).some((one) =>
          y > one.top && y < one.bottom
          && [one.left, (one.left + one.right) / 2, one.right].some((at) => Math.abs(at - x) < 1.5 * zoom));
        if (marks.length ? !ours : !on) tell(`the ring is not on the point of ${words}`);
        if (box.right < 0 || box.left > innerWidth || box.bottom < 0 || box.top > innerHeight) tell(`out of sight: ${words}`);
      } else if (marks.some((one) => one.querySelector('title') && whole(one.querySelector('title')) === words))
        tell(`no ring: ${words}`);
      const told = mark?.querySelector('span').getBoundingClientRect();
      if (told && (told.left < -1 || told.right > innerWidth + 1)) tell(`words out of the window: ${words}`);
      return said;
    };
    const along = () => { for (let said, now = press('Home'); now !== said;) [said, now] = [now, press('ArrowRight')]; };
    const done = () => !left.size && reached.size === marks.length;
    along();
    for (let k = 0; k < 40 && !done(); k += 1) {   // to the highest line, from there down, and back to the next above
      for (let said, now = press('ArrowUp'); now !== said;) [said, now] = [now, press('ArrowUp')];
      for (let down = 0; down < k; down += 1) press('ArrowDown');
      along();
      press('ArrowUp');
      along();
    }
    if (left.size) tell(`not read out: ${[...left].slice(0, 3).join('; ')}`);
    if (reached.size < marks.length) tell(`${marks.length - reached.size} of ${marks.length} points without a ring`);
    stop.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}));
    if (slot.querySelector('.walked') || status.textContent) tell('Escape does not leave it');
  }
  // Whatever else is drawn: a map, whose tiles are walked; a legend; a strip beside the figures that it shows;
  // a part of a sheet, which is read out whole.
  for (const one of document.querySelectorAll('main svg:not(.paint svg, .main-svg, .main-svg *, svg.key, .marks svg, svg.grid[aria-label])')) {
    if (one.matches('.slot *')) continue;
    if (one.matches('svg.england') && one.querySelectorAll('a[tabindex="0"]').length === 1) continue;
    const row = one.closest('tr'), cells = row ? [...row.cells].filter((cell) => cell.textContent.trim()) : [];
    if (cells.length >= 4 && row.querySelector('th[scope=row] a[href]')) continue;
    wrong.push(`drawn, and out of reach of the keyboard: ${one.outerHTML.slice(0, 120)}`);
  }
  return {wrong, ...gone};
}
