//! Work that all processors share, with the same outcome however many there are.

use std::ops::Range;
use std::sync::Mutex;
use std::thread;

/// How many cases a thread takes at once.
const CASES: usize = 64;

/// As many threads as there are processors.
pub(crate) fn threads() -> usize {
    thread::available_parallelism().map_or(1, |count| count.get())
}

/// What comes of each part, in the order of the parts; every thread has a desk of its own.
pub(crate) fn parallel<P: Send, D, T: Send>(
    parts: Vec<P>,
    desk: impl Fn() -> D + Sync,
    work: impl Fn(P, &mut D) -> T + Sync,
) -> Vec<T> {
    let made = Mutex::new(parts.iter().map(|_| None).collect::<Vec<Option<T>>>());
    let left = Mutex::new(parts.into_iter().enumerate());
    let next = || left.lock().expect("nobody fails over this").next();
    let put = |place: usize, one: T| made.lock().expect("nobody fails over this")[place] = Some(one);
    thread::scope(|scope| {
        (0..threads()).for_each(|_| {
            scope.spawn(|| {
                let mut desk = desk();
                while let Some((place, part)) = next() {
                    put(place, work(part, &mut desk));
                }
            });
        });
    });
    made.into_inner().expect("nobody fails over this").into_iter().flatten().collect()
}

/// What comes of each case by its number, in their order.
pub(crate) fn each<D: Default, T: Send>(cases: Range<usize>, work: impl Fn(usize, &mut D) -> T + Sync) -> Vec<T> {
    let parts = cases.clone().step_by(CASES).map(|first| first..(first + CASES).min(cases.end)).collect();
    let part = |part: Range<usize>, desk: &mut D| part.map(|case| work(case, desk)).collect::<Vec<T>>();
    parallel(parts, D::default, part).into_iter().flatten().collect()
}
