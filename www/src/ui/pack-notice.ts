// What there is to say about the model pack: none, on its way, refused; or how little of it this page has needed.
import { html, nothing } from "lit";
import { explain } from "patronage/explain";
import { View } from "./view";
import { sentences } from "../sentences";

class PackNotice extends View {
  private readonly changed = () => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    this.till.pack.addEventListener("change", this.changed);
    document.addEventListener("answered", this.changed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.till.pack.removeEventListener("change", this.changed);
    document.removeEventListener("answered", this.changed);
  }

  override render() {
    const { pack, locale } = this.till;
    const { state, share } = pack;
    switch (state.kind) {
      case "none":
        return html`<div class="pack-notice">
          <p>${this.words.noPack[state.why]}</p>
        </div>`;
      case "unreachable":
        return this.failed(this.words.packUnreachable);
      case "refused":
        return this.failed(explain(state.error, sentences[locale]), state.error.code);
      case "open":
        return share
          ? html`<p class="pack-share note">
              ${this.words.packShare((share.bytes / 1000).toLocaleString(locale, { maximumFractionDigits: 1 }), this.number(share.chunks), this.number(share.of))}
            </p>`
          : nothing;
      default:
        return nothing;
    }
  }

  private failed(sentence: string, code?: string) {
    return html`<div class="pack-notice refusal" role="alert">
      <p>${this.words.packFailed}</p>
      <p>${sentence} ${code ? html`<code>${code}</code>` : nothing}</p>
      <p>
        <button type="button" class="plain" @click=${() => void this.till.pack.open(true)}>${this.words.retry}</button>
      </p>
    </div>`;
  }
}

customElements.define("pack-notice", PackNotice);
