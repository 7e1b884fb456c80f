import type { Draft } from '../../device/port/device.ts';

/**
 * Keeps texts up to date while the browser translates the page. Chrome replaces each text node by a `<font>` element, but Preact and signals
 * still write to the text node, and insert other nodes next to it. So a replaced node takes the place of its `<font>` again when it is
 * written to or removed, or when something is inserted next to it. Returns whether texts had been replaced before: these are not known.
 */
export function keepTranslated(): boolean {
  const watcher = new MutationObserver((changes) => {
    for (const { addedNodes, removedNodes, previousSibling, nextSibling } of changes)
      for (const text of removedNodes) {
        const font = [...addedNodes, previousSibling, nextSibling].find((node) => node?.nodeName === 'FONT');
        if (font instanceof Element && text instanceof Text && !text.isConnected) returnOnAccess(text, font);
      }
  });
  watcher.observe(document, { childList: true, subtree: true });
  return document.querySelector('font') !== null;
}

/** Defines the properties that Preact uses on the node itself, until one of them puts it back. */
function returnOnAccess(text: Text, font: Element): void {
  const back = () => {
    for (const name of ['data', 'parentNode', 'nextSibling']) Reflect.deleteProperty(text, name);
    if (!text.isConnected) font.replaceWith(text);
    return text;
  };
  Object.defineProperties(text, {
    data: { configurable: true, get: () => text.nodeValue, set: (data) => Object.assign(back(), { data }) },
    parentNode: { configurable: true, get: () => back().parentNode },
    // Preact reads it at each drawing, whether anything changes or not.
    nextSibling: { configurable: true, get: () => font.nextSibling },
  });
}

/** Tells for a response whether the browser translates the page. Firefox changes the texts in place, and the language of the page. */
export function readByOf({ language }: Pick<Draft, 'language'>): Pick<Draft, 'readBy'> {
  const { className, lang } = document.documentElement;
  const isTranslated = document.querySelector('font') || /\btranslated-/.test(className) || lang !== language;
  return isTranslated ? { readBy: 'translated' } : {};
}
