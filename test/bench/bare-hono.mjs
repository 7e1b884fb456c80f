// The same framework, parsing and answering and storing nothing: what the endpoint is compared with.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const app = new Hono();
app.post('/api/responses', async (context) => {
  const { envelopes } = await context.req.json();
  return context.json({
    verdicts: envelopes.map(({ id, sequence }) => ({ id, sequence, digest: null, verdict: 'stored' })),
  });
});
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
  console.log(`http://127.0.0.1:${port}`);
});
