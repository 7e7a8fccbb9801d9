import { complete } from "../index.js";
import { farEn } from "./en.js";
import { farZhCN } from "./zh-CN.js";

complete("en", farEn);
complete("zh", farZhCN);
complete("zh-cn", farZhCN);
