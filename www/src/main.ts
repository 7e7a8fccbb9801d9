// The storefront page: everything it shows about points and tiers is computed here, by the engine.
import "./ui/storefront";
