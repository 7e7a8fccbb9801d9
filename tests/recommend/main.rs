//! The model pack and the recommender.

mod catalogue;
mod files;
mod properties;
mod rules;
mod shop;
mod wishes;
