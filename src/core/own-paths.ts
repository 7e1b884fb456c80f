/** The first parts of our own paths. Routes and worker are written with these, so that no survey's short name can hide one. */
export const OWN = {
  accessibility: '/accessibility',
  api: '/api',
  assets: '/assets',
  desk: '/organisateur',
  icons: '/icons',
  preview: '/preview',
  profile: '/p',
  rescue: '/rescue',
  statement: '/accessibilite',
  surveys: '/surveys',
} as const;
