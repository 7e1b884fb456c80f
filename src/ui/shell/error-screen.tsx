import { Component, type ComponentChildren } from 'preact';
import { Lost } from '../elements/lost.tsx';
import type { Words } from '../words/words.ts';

interface Props {
  readonly words: Words;
  readonly children: ComponentChildren;
}

/** A bug shows one honest screen: what was saved is on the device, and reloading finds it. */
export class ErrorScreen extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static override getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidMount() {
    addEventListener('unhandledrejection', this.fail);
    addEventListener('error', this.hear);
  }

  override componentWillUnmount() {
    removeEventListener('unhandledrejection', this.fail);
    removeEventListener('error', this.hear);
  }

  readonly fail = () => this.setState({ failed: true });

  /** In-app browsers and extensions run scripts of their own in the page, from no file of ours: their errors change nothing here. */
  readonly hear = ({ filename }: ErrorEvent) => {
    if (/^\/.*\.[jt]sx?$/.test(filename.replace(location.origin, '').replace(/\?.*/, ''))) this.fail();
  };

  render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div class="page">
        <div class="head" />
        <main data-screen="error">
          <Lost words={this.props.words} why="error" />
        </main>
      </div>
    );
  }
}
