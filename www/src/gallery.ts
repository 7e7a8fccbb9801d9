// The gallery: ten surveys in the widget, and what their answers amount to, computed in the page.
import "patronage/widget";
import "./gallery/page";
