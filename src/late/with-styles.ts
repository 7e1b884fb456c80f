const styles = new Map<string, Promise<unknown>>();

/**
 * Imports once the styles are in the page: the build writes this around every import of code that has some, in place of
 * Vite's own, which asks only once for a style that did not come. Rejects when one does not come.
 */
export async function withStyles<Module>(load: () => Promise<Module>, files: readonly string[] = []): Promise<Module> {
  await Promise.all(files.map(style));
  return load();
}

function style(file: string): Promise<unknown> {
  const coming = styles.get(file) ?? link(file);
  styles.set(file, coming);
  return coming;
}

function link(file: string): Promise<unknown> {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = `/${file}`;
  document.head.append(link);
  return new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
      styles.delete(file);
      reject(new Error(`${file} did not come`));
    };
  });
}
