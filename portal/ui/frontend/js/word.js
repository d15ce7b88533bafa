// What Word puts on the clipboard, as the HTML that it means: a list there is a row of paragraphs
// with the mark of the item as text, and pictures point at files of the writer's own machine.
const MARK = /^[\s\u00a0]*(?:[·•o§\u2013\-]|(\d{1,3}|[a-z])[.)])[\s\u00a0]+/;

export function fromWord(html) {
  if (!/mso-|MsoNormal|urn:schemas-microsoft-com/.test(html)) return html;
  // Without styles: the policy of the page refuses them, and says so for each.
  const plain = html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/\sstyle=("[^"]*"|'[^']*')/gi, "");
  const page = new DOMParser().parseFromString(plain, "text/html");
  page.querySelectorAll("img, meta, link, script, xml").forEach((element) => element.remove());
  page.querySelectorAll("h1, h2").forEach((heading) => heading.replaceWith(renamed(page, heading, "h3")));
  page.querySelectorAll("p[class^=MsoListParagraph]").forEach((paragraph) => makeItem(page, paragraph));
  page.querySelectorAll("p").forEach((paragraph) => { if (!paragraph.textContent.trim()) paragraph.remove(); });
  return page.body.innerHTML;
}

function renamed(page, element, name) {
  const other = page.createElement(name);
  other.append(...element.childNodes);
  return other;
}

function makeItem(page, paragraph) {
  const mark = paragraph.textContent.match(MARK);
  cut(page, paragraph, mark ? mark[0].length : 0);
  const name = mark?.[1] ? "OL" : "UL";
  let list = paragraph.previousElementSibling;
  if (list?.nodeName !== name) {
    list = page.createElement(name);
    paragraph.before(list);
  }
  list.append(renamed(page, paragraph, "li"));
  paragraph.remove();
}

/** Takes the first letters away, in however many elements they stand. */
function cut(page, element, length) {
  const texts = page.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (length && texts.nextNode()) {
    const taken = Math.min(length, texts.currentNode.data.length);
    texts.currentNode.data = texts.currentNode.data.slice(taken);
    length -= taken;
  }
}
