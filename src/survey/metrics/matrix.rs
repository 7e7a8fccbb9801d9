//! Small symmetric matrices: covariances, correlations, and what is computed from them.

use super::weights::Weighting;

/// A square of numbers, row by row.
#[derive(Debug, Clone)]
pub(super) struct Square {
    size: usize,
    cells: Vec<f64>,
}

impl Square {
    /// A square with each cell computed from its row and column.
    pub(super) fn new(size: usize, cell: &dyn Fn(usize, usize) -> f64) -> Self {
        let mut cells = Vec::with_capacity(size.saturating_mul(size));
        for row in 0..size {
            for column in 0..size {
                cells.push(cell(row, column));
            }
        }
        Square { size, cells }
    }

    /// The covariances of columns of numbers, divided by `n - 1` with `n` the effective number of answers (which must be
    /// above 1).
    pub(super) fn covariances(columns: &[&[f64]], weighting: &Weighting) -> Self {
        let centred: Vec<Vec<f64>> = columns.iter().map(|column| centred(column, weighting)).collect();
        let of = |at: usize| centred.get(at).map_or(&[][..], |column| column);
        let factor = weighting.effective() / (weighting.effective() - 1.0);
        Square::new(columns.len(), &|row, column| weighting.comoment(of(row), of(column)) * factor)
    }

    /// The correlations, from covariances; the variances must be above zero.
    pub(super) fn correlations(&self) -> Self {
        let deviations: Vec<f64> = (0..self.size).map(|at| self.at(at, at).sqrt()).collect();
        let deviation = |at: usize| deviations.get(at).copied().unwrap_or(1.0);
        Square::new(self.size, &|row, column| match row == column {
            true => 1.0,
            // In two steps, for the product could leave the range of floats.
            false => (self.at(row, column) / deviation(row) / deviation(column)).clamp(-1.0, 1.0),
        })
    }

    pub(super) fn size(&self) -> usize {
        self.size
    }

    pub(super) fn at(&self, row: usize, column: usize) -> f64 {
        self.cells.get(self.place(row, column)).copied().unwrap_or(0.0)
    }

    pub(super) fn row_sum(&self, row: usize) -> f64 {
        (0..self.size).fold(0.0, |sum, column| sum + self.at(row, column))
    }

    pub(super) fn trace(&self) -> f64 {
        (0..self.size).fold(0.0, |sum, at| sum + self.at(at, at))
    }

    pub(super) fn sum(&self) -> f64 {
        self.cells.iter().fold(0.0, |sum, cell| sum + cell)
    }

    /// The first rows and columns.
    pub(super) fn corner(&self, size: usize) -> Self {
        Square::new(size, &|row, column| self.at(row, column))
    }

    /// What is left of the later rows and columns once a variable is known (the Schur complement).
    pub(super) fn given(&self, known: usize) -> Self {
        let mut left = self.clone();
        let pivot = self.at(known, known);
        for row in known.wrapping_add(1)..self.size {
            let share = self.at(row, known) / pivot;
            for column in known.wrapping_add(1)..self.size {
                left.set(row, column, self.at(row, column) - share * self.at(known, column));
            }
        }
        left
    }

    /// Eigenvalues, and the eigenvectors in the columns, of a symmetric matrix: by the rotations of Jacobi, 1846.
    pub(super) fn eigen(mut self) -> (Vec<f64>, Square) {
        let mut vectors = Square::new(self.size, &|row, column| if row == column { 1.0 } else { 0.0 });
        for _ in 0..60 {
            if self.beside_diagonal() < 1e-30 {
                break;
            }
            for p in 0..self.size {
                for q in p.wrapping_add(1)..self.size {
                    self.rotate(p, q, &mut vectors);
                }
            }
        }
        ((0..self.size).map(|at| self.at(at, at)).collect(), vectors)
    }

    /// Turns the plane of two axes so that nothing is left of the cell between them.
    fn rotate(&mut self, p: usize, q: usize, vectors: &mut Square) {
        let between = self.at(p, q);
        if between.abs() < 1e-300 {
            return;
        }
        let theta = (self.at(q, q) - self.at(p, p)) / (2.0 * between);
        let tangent = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
        let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
        let sine = tangent * cosine;
        for at in 0..self.size {
            self.turn((at, p), (at, q), sine, cosine);
            vectors.turn((at, p), (at, q), sine, cosine);
        }
        for at in 0..self.size {
            self.turn((p, at), (q, at), sine, cosine);
        }
    }

    fn turn(&mut self, one: (usize, usize), other: (usize, usize), sine: f64, cosine: f64) {
        let (x, y) = (self.at(one.0, one.1), self.at(other.0, other.1));
        self.set(one.0, one.1, cosine * x - sine * y);
        self.set(other.0, other.1, sine * x + cosine * y);
    }

    /// The squares of the cells above the diagonal.
    fn beside_diagonal(&self) -> f64 {
        let mut sum = 0.0;
        for p in 0..self.size {
            for q in p.wrapping_add(1)..self.size {
                sum += self.at(p, q) * self.at(p, q);
            }
        }
        sum
    }

    fn set(&mut self, row: usize, column: usize, value: f64) {
        let place = self.place(row, column);
        if let Some(cell) = self.cells.get_mut(place) {
            *cell = value;
        }
    }

    fn place(&self, row: usize, column: usize) -> usize {
        row.wrapping_mul(self.size).wrapping_add(column)
    }
}

fn centred(column: &[f64], weighting: &Weighting) -> Vec<f64> {
    let mean = weighting.mean(column);
    column.iter().map(|value| value - mean).collect()
}
