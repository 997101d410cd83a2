"""What a page must allow beyond what axe looks at, as JavaScript that lists what is wrong; empty is well.

A table's rows are all made by one function, and the map's tiles are: of many, the first stand for the rest.
"""

from __future__ import annotations

ALIKE = (
    "tbody tr:nth-child(n+9)",
    ".england a:nth-of-type(n+30)",
    *(f"{one} > li:nth-child(n+9)" for one in (".found", ".judgements", ".bullets", ".links")),
)
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
FITS = "() => document.documentElement.scrollWidth <= innerWidth"

# Things to press that are smaller than 24 by 24 pixels, and main ones less than 44 high. A link within a
# sentence is as high as its line.
SMALL = """() => {
    const main = "select, button:not(.plain), input:not([type=checkbox], [type=radio], [type=hidden]), "
        + "summary, header nav a, .tabs a, .files a, a.button, .name, body > footer a";
    const inText = one => getComputedStyle(one).display === "inline"
        && [...one.closest("p, li, td, th, dd, div, span").childNodes]
            .some(node => node.nodeType === 3 && /\\p{L}{2}/u.test(node.data));
    const said = (one, box) => `${one.outerHTML.slice(0, 90)} … in ${one.parentElement.className}`
        + ` is ${Math.round(box.width * 10) / 10} × ${Math.round(box.height * 10) / 10}`;
    return [...document.querySelectorAll("a[href], button, select, input:not([type=hidden]), summary")]
        .filter(one => one.checkVisibility() && !one.matches(".skip") && !inText(one))
        .map(one => [one, (one.closest("label") ?? one).getBoundingClientRect()])
        .filter(([one, box]) => box.width < 23.9 || box.height < (one.matches(main) ? 43.9 : 23.9))
        .map(pair => said(...pair));
}"""

# Words that do not stand out from what is behind them, with the colours that the page has now. On paper there
# is nothing behind them, unless the page asks for it. axe does this, too, but takes a hundred times as long.
CONTRAST = r"""paper => {
    const seen = new Map(), found = [];
    const rgb = text => text.match(/[\d.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
        .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
        .reduce((sum, v, k) => sum + v * [.2126, .7152, .0722][k], 0);
    const behind = one => {
        if (!one) return [255, 255, 255];
        if (!seen.has(one)) {
            const style = getComputedStyle(one), colour = rgb(style.backgroundColor);
            const kept = !paper || style.printColorAdjust === "exact";
            seen.set(one, kept && (colour[3] ?? 1) > .99 ? colour : behind(one.parentElement));
        }
        return seen.get(one);
    };
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), told = new Set();
    for (let node; node = walk.nextNode();) {
        const one = node.parentElement;
        if (told.has(one) || !node.data.trim() || !one.checkVisibility({visibilityProperty: true})
            || one.closest("script, svg, .unseen, .skip, option")) continue;
        told.add(one);
        const style = getComputedStyle(one), large = parseFloat(style.fontSize) >= 24
            || parseFloat(style.fontSize) >= 18.6 && style.fontWeight >= 700;
        const [a, b] = [light(rgb(style.color)), light(behind(one))];
        const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
        if (ratio < (large ? 3 : 4.5)) found.push(`${ratio.toFixed(1)}: ${one.outerHTML.slice(0, 90)}`);
    }
    return found;
}"""

# Words that go on in another line. A run of letters only: an address of the web may be broken.
BROKEN = """() => {
    const range = document.createRange(), found = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; node = walk.nextNode();) {
        const inside = node.parentElement;
        if (!/\\p{L}{2}/u.test(node.data) || inside.closest("script, option, code")) continue;
        if (inside.closest("th, b, .unseen, .skip")?.clientWidth === 1) continue;  // for who listens only
        range.selectNodeContents(node);
        if (range.getClientRects().length < 2) continue;
        for (const word of node.data.matchAll(/(?<![\\w./-])[\\p{L}’]{2,}(?![\\w./-]*[\\w/])/gu)) {
            range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
            const boxes = [...range.getClientRects()].filter(box => box.width > 1);
            if (new Set(boxes.map(box => Math.round(box.top))).size > 1) found.push(`“${word[0]}” is broken`);
        }
    }
    return found;
}"""

# Each stop of the Tab key in turn, forwards and back (of many alike, the first): is its focus seen, is it in
# sight, is nothing upon it, and does nothing change? In one column, does the next stop stand below?
FOCUS = """([column, alike]) => {
    const address = location.href, found = [], tops = [];
    const stops = [...document.querySelectorAll("a[href], button, select, input:not([type=hidden]), summary,"
        + "[tabindex='0']")].filter(one => one.tabIndex >= 0 && one.checkVisibility() && !one.closest(alike));
    const text = document.querySelector("h1").innerText;
    const said = one => `${one.outerHTML.slice(0, 90)} … in ${one.parentElement.className}`;
    const look = one => {
        one.focus();
        if (document.activeElement !== one) return found.push(`takes no focus: ${said(one)}`);
        const style = getComputedStyle(one), box = one.getBoundingClientRect();
        if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2)
            found.push(`no ring: ${said(one)}`);
        if (box.bottom < 1 || box.top > innerHeight - 1 || box.right < 1 || box.left > innerWidth - 1)
            return found.push(`out of sight: ${said(one)}`);
        const x = Math.min(Math.max((box.left + box.right) / 2, 1), innerWidth - 1);
        const upon = [box.top + 3, (box.top + box.bottom) / 2, box.bottom - 3]
            .map(y => document.elementFromPoint(x, Math.min(Math.max(y, 1), innerHeight - 1)))
            .filter(top => top && !one.contains(top) && !top.contains(one));
        if (upon.length === 3) found.push(`under ${upon[1].outerHTML.slice(0, 60)}: ${said(one)}`);
    };
    for (const one of stops) {
        look(one);
        if (one.closest("main")) tops.push([one.getBoundingClientRect().top + scrollY, one]);
    }
    for (const one of stops.toReversed()) look(one);
    if (column) tops.forEach(([top, one], k) => {
        if (k && top < tops[k - 1][0] - 12 && !one.closest("table, svg")) found.push(`goes up: ${said(one)}`);
    });
    if (location.href !== address || document.querySelector("h1").innerText !== text)
        found.push("focus alone has changed the page");
    return found;
}"""

# Charts without a figure, a caption or their figures; tables that scroll without a name or a stop, or whose
# first column scrolls away or fills the frame, or that do not say that they scroll.
CHARTS = """() => [...document.querySelectorAll(".paint, svg.england")]
    .filter(one => {
        const figure = one.closest("figure");
        return !figure?.querySelector("figcaption")?.textContent.trim();
    }).map(one => `no figure or caption: ${one.parentElement.parentElement.outerHTML.slice(0, 160)}`)"""
TABLES = """() => [...document.querySelectorAll(".scroll")]
    .filter(one => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1)
    .flatMap(one => {
        const name = one.getAttribute("aria-label") ?? "", found = [], table = one.querySelector("table");
        if (!name || one.tabIndex !== 0 || one.getAttribute("role") !== "region") found.push("no named stop");
        const first = [...table.rows].map(row => row.cells[0]).filter(cell => cell.colSpan === 1);
        one.scrollLeft = one.scrollWidth;
        const edge = one.getBoundingClientRect().left;
        if (first.some(cell => Math.abs(cell.getBoundingClientRect().left - edge) > 2))
            found.push("the first column scrolls away");
        if (first.some(cell => cell.getBoundingClientRect().width > one.clientWidth * .6))
            found.push(`the first column takes more than half: ${first[1].getBoundingClientRect().width}`);
        one.scrollLeft = 0;
        const words = getComputedStyle(table.caption, "::after").content + table.caption.innerText;
        if (!/scroll/i.test(words)) found.push("does not say that it scrolls");
        return found.map(what => `${name.slice(0, 60)}: ${what}`);
    })"""
