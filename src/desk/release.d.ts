/** The version of the package, put in by the build. */
declare const RELEASE: string;

/* What we use of mammoth's file for browsers, which has no types. */
declare module 'mammoth/mammoth.browser.js' {
  import mammoth from 'mammoth';
  export default mammoth;
}
