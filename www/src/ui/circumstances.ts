// When and where something is bought.
import { html, nothing } from "lit";
import { View } from "./view";
import { day } from "../format";
import { instantOf, localTime, weekday } from "../zone";

const DAY = 86_400_000;

class Circumstances extends View {
  override render() {
    return html`<div class="circumstances">${this.when()} ${this.where()}</div>`;
  }

  private when() {
    const { now, shop, locale } = this.till;
    const local = localTime(now, shop.timeZone);
    const today = weekday(now, shop.timeZone);
    const spoken = day(local.slice(0, 10), locale);
    return html`<div class="when">
      <div class="field">
        <label for="when">${this.words.when} <span class="note">${this.words.whenZone(shop.timeZone)}</span></label>
        <input
          id="when"
          type="datetime-local"
          required
          .value=${local}
          aria-describedby="when-spoken"
          @change=${this.timeChosen}
        />
        <p id="when-spoken" class="visually-hidden">${spoken}</p>
      </div>
      <fieldset class="choice week">
        <legend class="visually-hidden">${this.words.weekday}</legend>
        ${[1, 2, 3, 4, 5, 6, 7].map(
          (number) =>
            html`<label>
              <input
                type="radio"
                name="weekday"
                .checked=${number === today}
                aria-label=${this.dayName(number, "long")}
                @change=${() => this.till.setNow(this.sameWeek(number - today))}
              />
              <span aria-hidden="true">${this.dayName(number, "narrow")}</span>
            </label>`,
        )}
      </fieldset>
    </div>`;
  }

  /** The same time of day, some days on, however long those days are. */
  private sameWeek(days: number): number {
    const { now, shop } = this.till;
    const local = new Date(Date.parse(`${localTime(now, shop.timeZone)}Z`) + days * DAY).toISOString().slice(0, 16);
    return instantOf(local, shop.timeZone) ?? now;
  }

  private dayName(number: number, width: "long" | "narrow"): string {
    // The first of January 2024 is a Monday.
    return new Date(Date.UTC(2024, 0, number)).toLocaleDateString(this.till.locale, {
      weekday: width,
      timeZone: "UTC",
    });
  }

  private readonly timeChosen = (event: Event) => {
    const at = instantOf((event.target as HTMLInputElement).value, this.till.shop.timeZone);
    if (at !== undefined) this.till.setNow(at);
  };

  private where() {
    const { channels, channel } = this.till;
    if (channels.length === 0) return nothing;
    return html`<fieldset class="choice">
      <legend>${this.words.channel}</legend>
      ${channels.map(
        (name) =>
          html`<label>
            <input
              type="radio"
              name="channel"
              .checked=${name === channel}
              @change=${() => this.till.setChannel(name)}
            />
            <span>${this.words.channels[name] ?? name}</span>
          </label>`,
      )}
    </fieldset>`;
  }
}

customElements.define("shop-circumstances", Circumstances);
