/** What is told of a drag. */
export interface Dragging {
  /** One is dragged from now on, or none any more. */
  drag(key: string | undefined): void;
  /** It is over another place. */
  place(key: string, at: number): void;
  /** All that was told is painted. */
  readonly painted: Promise<unknown>;
}

/** How far the pointer moves before it drags rather than presses. */
const SLACK = 4;

/**
 * A pointer that drags the items of a list, which are the elements with `data-key`. The list must be the offset parent
 * of its items, and it is the list that captures the pointer: the items move about in the tree.
 */
export class Drag {
  #held: { readonly key: string; readonly grip: number; readonly from: number; y: number; moves: boolean } | undefined;

  constructor(readonly told: Dragging) {}

  /** The pointer went down on an item. */
  begin({ clientY: y }: PointerEvent, item: HTMLElement): void {
    this.#held = {
      key: item.dataset["key"] ?? "",
      grip: y - item.getBoundingClientRect().top,
      from: y,
      y,
      moves: false,
    };
  }

  readonly move = (event: PointerEvent): void => {
    const held = this.#held;
    if (!held) return;
    held.y = event.clientY;
    const list = event.currentTarget as HTMLElement;
    if (!held.moves) {
      if (Math.abs(held.y - held.from) < SLACK) return;
      held.moves = true;
      list.setPointerCapture(event.pointerId);
      this.told.drag(held.key);
    }
    const at = this.#place(list, held);
    if (at !== undefined) this.told.place(held.key, at);
    void this.told.painted.then(() => this.#follow(list));
  };

  readonly end = (event: PointerEvent): void => {
    const held = this.#held;
    this.#held = undefined;
    if (!held?.moves) return;
    const item = itemOf(event.currentTarget as HTMLElement, held.key);
    if (item) item.style.translate = "";
    this.told.drag(undefined);
  };

  /** Where the dragged item belongs, where that is elsewhere: it has passed the middle of another. */
  #place(list: HTMLElement, { key, grip, y }: { key: string; grip: number; y: number }): number | undefined {
    const items = [...list.querySelectorAll<HTMLElement>("[data-key]")];
    const now = items.findIndex(({ dataset }) => dataset["key"] === key);
    const top = y - grip - list.getBoundingClientRect().top;
    const bottom = top + (items[now]?.offsetHeight ?? 0);
    const before = items.filter((item, at) => {
      const middle = item.offsetTop + item.offsetHeight / 2;
      return at < now ? middle <= top : at > now && middle < bottom;
    });
    return before.length === now ? undefined : before.length;
  }

  /** The item stays below the pointer. */
  #follow(list: HTMLElement): void {
    const held = this.#held;
    const item = held && itemOf(list, held.key);
    if (!item) return;
    const top = list.getBoundingClientRect().top + item.offsetTop;
    item.style.translate = `0 ${held.y - held.grip - top}px`;
  }
}

function itemOf(list: HTMLElement, key: string): HTMLElement | undefined {
  return [...list.querySelectorAll<HTMLElement>("[data-key]")].find(({ dataset }) => dataset["key"] === key);
}
