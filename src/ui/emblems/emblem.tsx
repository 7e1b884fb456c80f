import type { ComponentChildren } from 'preact';
import './emblem.css';

/*
 * Drawn on one grid of 64, with one line of 3 and the same amount of ink, so that none weighs more than another.
 * Shape alone tells them apart: the colour is a second hint.
 */
const DRAWINGS: Readonly<Record<string, ComponentChildren>> = {
  // A lantern.
  eclaireur: (
    <>
      <path d="M24 16a8 8 0 0 1 16 0M18 16h28M22 16l-3 36h26l-3-36M16 52h32" />
      <path d="M32 24c5 6 6 9 6 12a6 6 0 0 1-12 0c0-3 1-6 6-12Z" />
    </>
  ),
  // A workbench with its vice and its tool.
  entrepreneur: (
    <>
      <path d="M8 32h48v7H8zM14 39v15M50 39v15M14 47h36" />
      <path d="M22 32V20M16 20h12v-8H16zM40 32V18l4-6 4 6v14" />
    </>
  ),
  // A compass rose.
  explorateur: (
    <>
      <circle cx="32" cy="32" r="22" />
      <path d="m32 16 5 11 11 5-11 5-5 11-5-11-11-5 11-5Z" />
      <path d="M32 5v5M32 54v5M5 32h5M54 32h5" />
    </>
  ),
  // Field glasses.
  observateur: (
    <>
      <circle cx="19" cy="43" r="11" />
      <circle cx="45" cy="43" r="11" />
      <path d="m10 37 6-22h10l3 24M54 37l-6-22H38l-3 24M26 22h12M28 38h8" />
    </>
  ),
  // Linked rings.
  systemique: (
    <>
      <circle cx="32" cy="22" r="13" />
      <circle cx="22" cy="40" r="13" />
      <circle cx="42" cy="40" r="13" />
    </>
  ),
};

/** For a profile of another survey: a plain mark, of the same weight. */
const OTHER = <path d="M32 10 54 32 32 54 10 32Z" />;

export function Emblem({ profile }: { readonly profile: string }) {
  return (
    <svg
      viewBox="0 0 64 64"
      fill="none"
      stroke="currentColor"
      stroke-width="3"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {DRAWINGS[profile] ?? OTHER}
    </svg>
  );
}
