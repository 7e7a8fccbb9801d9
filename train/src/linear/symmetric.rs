//! Symmetric matrices, held as tiles, and their inverses.

use std::mem::take;
use std::thread;

/// Rows and columns of a tile.
const SIDE: usize = 64;
/// Rows and columns that are worked out at once, so that their sums stay in registers.
const ROWS: usize = 4;
const COLUMNS: usize = 4;

/// A square of numbers, row by row.
type Tile = Vec<f64>;

/// A symmetric matrix: the tiles on and below its diagonal.
///
/// Tiles at the edge are filled up with the unit matrix, which stays by itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Symmetric {
    rows: Vec<Vec<Tile>>,
}

impl Symmetric {
    /// A matrix of zeros.
    pub fn zeros(order: usize) -> Self {
        let tiles = order.div_ceil(SIDE);
        let rows = (0..tiles).map(|row| vec![vec![0.0; SIDE * SIDE]; row + 1]).collect();
        let mut matrix = Symmetric { rows };
        (order..tiles * SIDE).for_each(|place| *matrix.at(place, place) = 1.0);
        matrix
    }

    /// A value.
    pub fn get(&self, row: usize, column: usize) -> f64 {
        let (row, column) = (row.max(column), row.min(column));
        self.rows[row / SIDE][column / SIDE][row % SIDE * SIDE + column % SIDE]
    }

    /// Adds to a value and to its mirror image, which are one.
    pub fn add(&mut self, row: usize, column: usize, value: f64) {
        let (low, high) = (row.min(column), row.max(column));
        *self.at(high, low) += value;
        // Tiles on the diagonal hold both.
        if low != high && low / SIDE == high / SIDE {
            *self.at(low, high) += value;
        }
    }

    fn at(&mut self, row: usize, column: usize) -> &mut f64 {
        &mut self.rows[row / SIDE][column / SIDE][row % SIDE * SIDE + column % SIDE]
    }

    /// The inverse of a positive definite matrix, by sweeping one block of rows and columns after the other (Goodnight, A
    /// Tutorial on the SWEEP Operator, The American Statistician, 1979). Every value is worked out by the same operations in
    /// the same order, however many threads share the tiles.
    #[must_use]
    pub fn inverse(mut self, threads: usize) -> Self {
        for block in 0..self.rows.len() {
            self.sweep(block, threads);
        }
        let values = self.rows.iter_mut().flatten().flatten();
        values.for_each(|value| *value = -*value);
        self
    }

    fn sweep(&mut self, block: usize, threads: usize) {
        let pivot = inverse(take(&mut self.rows[block][block]));
        // The block's columns, each tile transposed, as the kernel wants them; those above the diagonal are stored so.
        let columns: Vec<Tile> = (0..self.rows.len())
            .map(|row| match row {
                row if row < block => take(&mut self.rows[block][row]),
                row if row == block => Vec::new(),
                row => transposed(&self.rows[row][block]),
            })
            .collect();
        let scaled = |row: usize| {
            let mut tile = vec![0.0; SIDE * SIDE];
            subtract(&mut tile, &transposed(&columns[row]), &pivot);
            tile.iter_mut().for_each(|value| *value = -*value);
            tile
        };
        let update = |row: usize, tiles: &mut Vec<Tile>| {
            if row == block {
                return;
            }
            let scaled = scaled(row);
            for (column, tile) in tiles.iter_mut().enumerate().filter(|(column, _)| *column != block) {
                subtract(tile, &scaled, &columns[column]);
            }
            if row > block {
                tiles[block] = scaled;
            }
        };
        // Rows grow: dealt out in turn, each thread has about as much to do.
        thread::scope(|scope| {
            let mut hands: Vec<Vec<(usize, &mut Vec<Tile>)>> = (0..threads.max(1)).map(|_| Vec::new()).collect();
            let parts = hands.len();
            for (row, tiles) in self.rows.iter_mut().enumerate() {
                hands[row % parts].push((row, tiles));
            }
            for hand in hands {
                scope.spawn(move || hand.into_iter().for_each(|(row, tiles)| update(row, tiles)));
            }
        });
        for row in 0..block {
            self.rows[block][row] = transposed(&scaled(row));
        }
        self.rows[block][block] = pivot.iter().map(|value| -value).collect();
    }
}

/// The inverse of a tile, by sweeping one row after the other.
fn inverse(mut tile: Tile) -> Tile {
    for pivot in 0..SIDE {
        let row: Vec<f64> = tile[pivot * SIDE..(pivot + 1) * SIDE].to_vec();
        let value = row[pivot];
        for (other, values) in tile.chunks_exact_mut(SIDE).enumerate() {
            let factor = values[pivot] / value;
            if other == pivot {
                values.iter_mut().for_each(|own| *own /= value);
                values[pivot] = -1.0 / value;
            } else {
                values.iter_mut().zip(&row).for_each(|(own, above)| *own -= factor * above);
                values[pivot] = factor;
            }
        }
    }
    tile.iter_mut().for_each(|value| *value = -*value);
    tile
}

fn transposed(tile: &Tile) -> Tile {
    (0..SIDE * SIDE).map(|place| tile[place % SIDE * SIDE + place / SIDE]).collect()
}

/// Takes the product of two tiles off a third.
fn subtract(from: &mut Tile, left: &Tile, right: &Tile) {
    for (rows, left) in from.chunks_exact_mut(ROWS * SIDE).zip(left.chunks_exact(ROWS * SIDE)) {
        for first in (0..SIDE).step_by(COLUMNS) {
            let mut sums = [[0.0; COLUMNS]; ROWS];
            for (step, right) in right.chunks_exact(SIDE).enumerate() {
                let right: [f64; COLUMNS] = std::array::from_fn(|column| right[first + column]);
                for (row, sums) in sums.iter_mut().enumerate() {
                    let left = left[row * SIDE + step];
                    sums.iter_mut().zip(right).for_each(|(sum, right)| *sum += left * right);
                }
            }
            for (row, sums) in rows.chunks_exact_mut(SIDE).zip(sums) {
                row[first..first + COLUMNS].iter_mut().zip(sums).for_each(|(value, sum)| *value -= sum);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Symmetric;

    /// Of `I + vvᵀ` the inverse is `I − vvᵀ / (1 + vᵀv)` (Sherman and Morrison, 1950).
    #[test]
    fn the_inverse_is_that_of_the_closed_form() {
        for order in [1, 2, 63, 64, 65, 200] {
            let vector: Vec<f64> = (0..order).map(|place| (place % 7) as f64 / 4.0 - 0.5).collect();
            let mut matrix = Symmetric::zeros(order);
            for row in 0..order {
                matrix.add(row, row, 1.0);
                (0..=row).for_each(|column| matrix.add(row, column, vector[row] * vector[column]));
            }
            let length: f64 = vector.iter().map(|value| value * value).sum();
            let inverse = matrix.inverse(2);
            for row in 0..order {
                for column in 0..order {
                    let unit = f64::from(u8::from(row == column));
                    let expected = unit - vector[row] * vector[column] / (1.0 + length);
                    let found = inverse.get(row, column);
                    assert!((found - expected).abs() < 1e-12, "{order}: {row}, {column}: {found} for {expected}");
                }
            }
        }
    }

    #[test]
    fn threads_change_no_bit() {
        let mut matrix = Symmetric::zeros(300);
        for row in 0..300 {
            matrix.add(row, row, 40.0);
            (0..row).for_each(|column| matrix.add(row, column, ((row * 31 + column * 17) % 11) as f64 / 10.0));
        }
        let bits = |threads| {
            let inverse = matrix.clone().inverse(threads);
            inverse.rows.iter().flatten().flatten().map(|value| value.to_bits()).collect::<Vec<_>>()
        };
        assert!(bits(1) == bits(3));
    }
}
