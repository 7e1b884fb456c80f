// A service worker that has an edition, named by its own address, of whatever survey it is asked for, and no later one.
self.onmessage = ({ data, ports }: MessageEvent<{ readonly type: string }>) => {
  const edition = new URL(self.location.href).searchParams.get('edition');
  ports[0]?.postMessage(data.type === 'KEEP_SURVEY' ? { edition, isCurrent: false } : []);
};
