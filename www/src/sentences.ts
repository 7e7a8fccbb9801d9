// The engine's reasons and errors in words, from the package.
import en from "patronage/locales/en";
import zhCN from "patronage/locales/zh-CN";

export const sentences = { en, "zh-CN": zhCN };
