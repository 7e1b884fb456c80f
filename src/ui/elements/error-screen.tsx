import { Component, type ComponentChildren } from 'preact';
import type { Words } from '../words/words.ts';
import { Lost } from './lost.tsx';

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
  }

  override componentWillUnmount() {
    removeEventListener('unhandledrejection', this.fail);
  }

  readonly fail = () => this.setState({ failed: true });

  render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div class="page">
        <main data-screen="error">
          <Lost words={this.props.words} why="error" />
        </main>
      </div>
    );
  }
}
