// For `require`: the widget is made of ES modules, which it imports when asked to define its element.
export type * from "./index.js" with { "resolution-mode": "import" };

type Widget = typeof import("./index.js", { with: { "resolution-mode": "import" } });

export function define(): Promise<Widget> {
  return import("./index.js");
}
