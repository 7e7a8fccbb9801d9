/** A pen on a canvas: its strokes are thinner where it is fast, or as hard as a real one is pressed. */
export class Pen {
  #last: { readonly x: number; readonly y: number; readonly at: number; readonly width: number } | undefined;

  constructor(
    readonly canvas: HTMLCanvasElement,
    readonly ink: { readonly color: string; readonly thin: number; readonly thick: number },
    readonly done: () => void,
  ) {}

  readonly down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    const { x, y } = this.#point(event);
    this.#last = { x, y, at: event.timeStamp, width: this.ink.thick };
    // A point is a stroke too.
    this.#stroke(x, y, x + 0.01, y, this.ink.thick);
  };

  readonly move = (event: PointerEvent): void => {
    if (!this.#last) return;
    for (const one of event.getCoalescedEvents?.() ?? [event]) this.#draw(one);
  };

  readonly up = (): void => {
    if (!this.#last) return;
    this.#last = undefined;
    this.done();
  };

  #draw(event: PointerEvent): void {
    const last = this.#last;
    if (!last) return;
    const { x, y } = this.#point(event);
    const { thin, thick } = this.ink;
    const speed = Math.hypot(x - last.x, y - last.y) / Math.max(event.timeStamp - last.at, 1);
    const force = event.pointerType === "pen" && event.pressure > 0 ? event.pressure : 1 / (1 + speed);
    const width = last.width * 0.6 + (thin + (thick - thin) * force) * 0.4;
    this.#stroke(last.x, last.y, x, y, width);
    this.#last = { x, y, at: event.timeStamp, width };
  }

  #stroke(x: number, y: number, toX: number, toY: number, width: number): void {
    const context = this.canvas.getContext("2d");
    if (!context) return;
    context.strokeStyle = this.ink.color;
    context.lineWidth = width;
    context.lineCap = "round";
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(toX, toY);
    context.stroke();
  }

  /** Where the pointer is, in the canvas's own measure. */
  #point({ clientX, clientY }: PointerEvent): { x: number; y: number } {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    const scale = this.canvas.getContext("2d")?.getTransform().a ?? 1;
    return {
      x: ((clientX - left) * this.canvas.width) / width / scale,
      y: ((clientY - top) * this.canvas.height) / height / scale,
    };
  }
}
