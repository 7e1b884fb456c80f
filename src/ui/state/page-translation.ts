/**
 * Keeps the texts of a page up to date while the browser translates it. Chrome replaces each text node by a `<font>` element, but Preact and
 * signals still write to the text node, and insert other nodes next to it. So a replaced node takes the place of its `<font>` again when
 * it is written to or removed, or something is inserted next to it, and the browser translates it again. Returns whether texts had been
 * replaced before: of those nothing is known.
 */
export function keepTranslated(): boolean {
  const watcher = new MutationObserver((changes) => {
    for (const { addedNodes, removedNodes, previousSibling, nextSibling } of changes)
      for (const text of removedNodes) {
        if (!(text instanceof Text) || text.isConnected) continue;
        const font = [...addedNodes, previousSibling, nextSibling].find(isFont);
        if (font) returnOnAccess(text, font);
      }
  });
  watcher.observe(document, { childList: true, subtree: true });
  return document.querySelector('font') !== null;
}

/** Defines the properties that Preact uses on the node itself. They are deleted once it is back. */
function returnOnAccess(text: Text, font: ChildNode): void {
  const putBack = () => {
    for (const name of ['data', 'parentNode', 'nextSibling']) Reflect.deleteProperty(text, name);
    if (!text.isConnected) font.replaceWith(text);
  };
  Object.defineProperties(text, {
    data: {
      configurable: true,
      get: () => text.nodeValue,
      set(value: string) {
        putBack();
        text.data = value;
      },
    },
    parentNode: {
      configurable: true,
      get() {
        putBack();
        return text.parentNode;
      },
    },
    // Asked for at each drawing, whether anything changes or not.
    nextSibling: { configurable: true, get: () => font.nextSibling },
  });
}

function isFont(node: Node | null): node is HTMLElement {
  return node instanceof HTMLElement && node.localName === 'font';
}
