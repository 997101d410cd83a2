// What is wrong with how a page is laid out, in words. `touch`: words of a line may meet by so many pixels.
touch => {
    const found = [];
    const say = (what, node) => {
        const at = node.nodeType === 3 ? node.parentElement : node;
        const told = (node.textContent || '').trim().replace(/\s+/g, ' ').slice(0, 60);
        found.push(`${what}: “${told}” in ${at.tagName.toLowerCase()}.${at.getAttribute('class') || ''}`);
    };
    const style = new Map();
    const css = (one) => style.get(one) || (style.set(one, getComputedStyle(one)), style.get(one));
    const seen = (one) => one.checkVisibility({opacityProperty: true, visibilityProperty: true,
        contentVisibilityAuto: true});
    // What is kept for screen readers is a pixel large; what is scrolled in its own frame may be wider than it.
    const hidden = (one) => one.closest('.unseen, .skip, script, select, option, datalist, [hidden], #react-entry-point');
    const framed = (one) => { for (let up = one.parentElement; up; up = up.parentElement)
        if (['auto', 'scroll'].includes(css(up).overflowX) && up !== document.documentElement && up !== document.body)
            return up; return null; };
    const small = (one) => { for (let up = one; up && up !== document.body; up = up.parentElement)
        if (css(up).clipPath !== 'none') return true; return false; };

    // ---- words: of HTML by line, of a picture by text or part of one
    const words = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const at = node.parentElement;
        if (!node.textContent.trim() || hidden(at) || !seen(at) || small(at)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const drawn = at.ownerSVGElement ? [at.getBoundingClientRect()] : [...range.getClientRects()];
        for (const box of drawn) if (box.width > 1 && box.height > 1) words.push({node, at, box});
    }
    for (const {node, at, box} of words) {
        if (!framed(at) && (box.left < -1 || box.right > innerWidth + 1)) say('words outside the screen', node);
        for (let up = at; up && up !== document.body; up = up.parentElement) {
            const {overflowX, overflowY} = css(up);
            if (![overflowX, overflowY].some(one => ['hidden', 'clip'].includes(one))) continue;
            const frame = up.getBoundingClientRect();
            if (box.left < frame.left - touch || box.right > frame.right + touch
                || box.top < frame.top - touch || box.bottom > frame.bottom + touch) say('cut words', node);
            break;
        }
    }
    // Font boxes are taller than letters: lines above each other may share a third of their height.
    words.sort((a, b) => a.box.top - b.box.top);
    words.forEach((one, at) => {
        for (let next = at + 1; next < words.length && words[next].box.top < one.box.bottom; next++) {
            const other = words[next];
            if (other.node === one.node || css(one.at).position === 'sticky' || one.at.closest('thead')
                || other.at.closest('thead')) continue;
            const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
            const high = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
            if (wide > touch && high > Math.min(one.box.height, other.box.height) * .35)
                say(`words over “${other.node.textContent.trim().slice(0, 40)}”`, one.node);
        }
    });

    // ---- boxes
    for (const one of document.querySelectorAll('body *:not(svg *):not(option):not(script)')) {
        const up = one.parentElement;
        if (hidden(one) && one.tagName !== 'SELECT' || !seen(one) || small(one)) continue;
        if (one.tagName === 'SELECT') {               // what is chosen can be read whole, left of the arrow
            const pen = document.createElement('canvas').getContext('2d');
            pen.font = css(one).font;
            const told = one.selectedOptions[0]?.textContent || '';
            if (pen.measureText(told).width > one.clientWidth - 2 * parseFloat(css(one).paddingLeft) - 18)
                found.push(`a choice that is cut: “${told.slice(0, 60)}” in select ${one.name}`);
        }
        if (['absolute', 'fixed', 'sticky'].includes(css(one).position) || css(one).display === 'contents'
            || css(one).display === 'inline' || framed(one)) continue;
        const box = one.getBoundingClientRect(), frame = up.getBoundingClientRect();
        const pulled = (side) => Math.max(0, -parseFloat(css(one)['margin' + side])) + 1.5;
        if (box.width && frame.width && css(up).display !== 'inline' && css(up).overflowX === 'visible'
            && (box.right > frame.right + pulled('Right') || box.left < frame.left - pulled('Left')))
            say('a box outside its place', one);
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
    return [...new Set(found)];
}
