import mammoth from 'mammoth/mammoth.browser.js';

const OPTIONS = {
  convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
  ignoreEmptyParagraphs: false,
  // A table of contents repeats the headings.
  styleMap: "p[style-name^='toc'] => !",
};

// Mammoth takes seconds for hundreds of pages, in which the page would not answer.
addEventListener('message', async ({ data }: MessageEvent<ArrayBuffer>) => {
  try {
    postMessage((await mammoth.convertToHtml({ arrayBuffer: data }, OPTIONS)).value);
  } catch (error) {
    // Mammoth throws a plain `Error` for a file that is no document.
    if (error instanceof Error) postMessage(undefined);
    else throw error;
  }
});
