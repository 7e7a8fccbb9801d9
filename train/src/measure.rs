//! How good a model is on what was held back, beside simple answers, and with the lifts of the moment.

use crate::lines::Log;
use crate::plan::{Moments, Query, moments};
use crate::report::{Lifted, Quality};
use crate::search::{
    Case, Cut, Desk, Held, Predictor, Sequence, Settings, learn, personal, popularity, predict, strongest,
};
use anyhow::Result;
use std::sync::atomic::{AtomicU64, Ordering};

/// The quality on what was held back; with lifts where `lifts` were found in the log.
///
/// # Errors
/// Where a query for the lifts fails.
pub fn measure(query: &Query, log: &Log, sample: &[Sequence], settings: &Settings, lifts: bool) -> Result<Quality> {
    let kind = log.kind();
    let cut = Cut::new(sample, kind, Held::Test);
    let known: Vec<&Sequence> = cut.known.iter().collect();
    let lists = learn(&known, log.items.len(), settings);
    let (cases, most) = (cut.cases(), kind.most());
    let predictor = Predictor::new(&lists, settings.taste);
    let popular = popularity(&lists, 2 * most);
    let lifted = |moments: Moments| {
        let touched = AtomicU64::new(0);
        let model = kind.measure(&cases, |case, desk| {
            let ratios: Vec<(u32, f64)> = moments.ratios(case.sequence, case.history.len()).collect();
            touched.fetch_add(u64::from(!ratios.is_empty()), Ordering::Relaxed);
            at_moment(&predictor, case, &ratios, log, most, desk)
        });
        Lifted { lifts: moments.lifts as u64, touched: touched.into_inner(), model }
    };
    Ok(Quality {
        names: kind.names(),
        model: kind.measure(&cases, |case, desk| predict(&predictor, case.history, most, desk)),
        lifted: if lifts { Some(lifted(moments(query, log, &cut)?)) } else { None },
        popularity: kind.measure(&cases, |_, (): &mut ()| popular[..popular.len().min(most)].to_vec()),
        personal: kind.measure(&cases, |case, (): &mut ()| personal(case.history, &popular, most)),
    })
}

/// The likeliest items where each category sells so much more or less, as the recommender has them.
fn at_moment(
    predictor: &Predictor<'_>,
    case: &Case<'_>,
    ratios: &[(u32, f64)],
    log: &Log,
    most: usize,
    desk: &mut Desk,
) -> Vec<u32> {
    if ratios.is_empty() {
        return predict(predictor, case.history, most, desk);
    }
    // A lift may bring anything to the front.
    let all = usize::MAX;
    let reach = predictor.reach(case.history, all, desk);
    let mut answer = Vec::new();
    predictor.answer(case.history, &reach, all, desk, &mut answer);
    for (item, score) in &mut answer {
        let own = log.items[*item as usize].category;
        *score *= ratios.iter().filter(|(category, _)| Some(*category) == own).map(|(_, ratio)| ratio).product::<f64>();
    }
    strongest(&mut answer, most);
    answer.into_iter().map(|(item, _)| item).collect()
}
