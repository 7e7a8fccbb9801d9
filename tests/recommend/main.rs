//! The model pack and the recommender.

mod files;
mod properties;
mod rules;
mod shop;
mod wishes;
