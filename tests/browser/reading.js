// For tests: what a reader can perceive of the outputs and the text of a notebook.
window.reading = (() => {
    const PARTS = '.jp-OutputArea-output, .jp-RenderedMarkdown';
    const parts = () => [...document.querySelectorAll(PARTS)];
    const up = element => element ? [element, ...up(element.parentElement)] : [];
    const html = element => element.outerHTML.slice(0, 160);

    // ---- contrast, as WCAG 2.2 defines it

    const rgba = text => { const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number); return [r, g, b, a]; };
    const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
    const linear = v => v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4;
    const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    const contrast = (...two) => {
        const [low, high] = two.map(luminance).sort((p, q) => p - q);
        return (high + 0.05) / (low + 0.05);
    };
    const ground = element => up(element).reverse().reduce(
        (under, each) => over(rgba(getComputedStyle(each).backgroundColor), under), [255, 255, 255, 1]);
    const holds = ({x, y, width, height}, text) => {
        const across = text.x + text.width / 2, down = text.y + text.height / 2;
        return x <= across && across <= x + width && y <= down && down <= y + height;
    };
    // Under a text in an SVG: its halo, else the rectangles drawn before it, over what is behind the SVG.
    const drawn = text => {
        let under = ground(text.ownerSVGElement);
        for (const each of text.ownerSVGElement.querySelectorAll('rect')) {
            const {fill} = getComputedStyle(each);
            const before = each.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
            if (before && fill !== 'none' && holds(each.getBoundingClientRect(), text.getBoundingClientRect())) under = over(rgba(fill), under);
        }
        const {stroke} = getComputedStyle(text);
        return stroke === 'none' ? under : over(rgba(stroke), under);
    };
    const lowContrasts = () => {
        const low = [];
        let count = 0;
        for (const part of parts()) {
            const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                const words = texts.currentNode.textContent.trim(), element = texts.currentNode.parentElement;
                if (!words || !element.checkVisibility() || element.closest('title, option, [disabled]')) continue;
                const svg = element.ownerSVGElement, style = getComputedStyle(element);
                const under = svg ? drawn(element) : ground(element), ink = rgba(svg ? style.fill : style.color);
                ink[3] *= up(element).reduce((share, each) => share * getComputedStyle(each).opacity, 1);
                const ratio = contrast(over(ink, under), under);
                count += 1;
                if (ratio < 4.5) low.push(`${ratio.toFixed(2)}: ${words} in ${html(element)}`);
            }
        }
        return [low, count];
    };

    // ---- ids, width, focus

    const repeatedIds = () => {
        const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
        return ids.filter((id, i) => ids.indexOf(id) !== i);
    };
    const scrolls = box => ['auto', 'scroll'].includes(getComputedStyle(box).overflowX);
    // What is wider than its output or text: words and controls, and what can't be scrolled to. A picture, a matrix, a
    // table, a formula or code may be, where it scrolls in a box of its own.
    const tooWide = () => parts().flatMap(part => {
        const edge = part.getBoundingClientRect().right + 1;
        const fits = element => {
            const box = up(element).find(box => box === part || scrolls(box)), view = element.closest('.bp');
            const alone = view ? view.contains(box) : element.closest('table, pre, mjx-container, img');
            return alone && scrolls(box) && box.getBoundingClientRect().right <= edge;
        };
        return [...part.querySelectorAll('*')].filter(element => element.checkVisibility() && !element.ownerSVGElement
            && element.getBoundingClientRect().right > edge && !fits(element)).map(html);
    });
    const focused = () => {
        const control = document.activeElement, {x, y, height} = control.getBoundingClientRect();
        const top = control.closest('.jp-OutputArea')?.getBoundingClientRect().top ?? 0;  // the page may scroll
        const {outlineStyle, outlineWidth} = getComputedStyle(control);
        const line = outlineStyle === 'none' ? 0 : parseFloat(outlineWidth);
        return {name: control.textContent || control.type || html(control), x, y: y + height / 2 - top, line};
    };
    return {lowContrasts, repeatedIds, tooWide, focused};
})();
