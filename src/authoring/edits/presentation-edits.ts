import { NO_PRESENTATION, type PresentationFile } from '../../core/survey/presentation.ts';
import type { Edit } from './edit.ts';

/** Returns the presentation after an edit: with another look of a profile, or without what names one that goes; nothing where it stays. */
export function presentationAfter(file: PresentationFile | undefined, edit: Edit): PresentationFile | undefined {
  const { profiles = {}, aloud, ...others } = file ?? NO_PRESENTATION;
  if (edit.kind === 'profiles.look') {
    const { profile, emblem = profiles[profile]?.emblem, hue = profiles[profile]?.hue } = edit;
    return { ...file, profiles: { ...profiles, [profile]: { ...profiles[profile], emblem, hue } } };
  }
  if (edit.kind !== 'profiles.remove' || edit.of !== 'profiles' || !file) return undefined;
  const without = <Of>(all: Readonly<Record<string, Of>>) =>
    Object.fromEntries(Object.entries(all).filter(([id]) => id !== edit.id));
  return {
    ...others,
    profiles: without(profiles),
    ...(aloud && { aloud: { ...aloud, profiles: without(aloud.profiles) } }),
  };
}
