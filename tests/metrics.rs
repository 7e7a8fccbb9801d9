//! The metrics against published and independently computed numbers: `../shared/conformance` beside the repository.
//! Without it, that test says so and passes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod conformance;

use conformance::{list, shared};
use patronage::kernel::json::Json;
use patronage::survey::metrics::acsi::IndexShares;
use patronage::survey::metrics::csat::CsatCounts;
use patronage::survey::metrics::drivers::Driver;
use patronage::survey::metrics::kano::KanoReply;
use patronage::survey::metrics::nps::NpsCounts;
use patronage::survey::metrics::weights::WeightStratum;
use patronage::survey::metrics::{acsi, answer_json, csat, drivers, kano, likert, nps, sample, sus, weights};

type Found = Vec<(&'static str, f64)>;

#[test]
fn metrics_are_those_of_their_sources() {
    let Some(text) = shared("metric_vectors.json") else { return };
    let json = Json::parse(&text).unwrap();
    let cases = list(json.get("cases").unwrap());
    assert_eq!(cases.len(), 82);
    let faults: Vec<String> = cases.iter().filter_map(|case| fault(case, json.get("mtcars").unwrap())).collect();
    assert!(faults.is_empty(), "{} cases differ:\n{}", faults.len(), faults.join("\n"));
}

/// What is wrong with the answer to a case.
fn fault(case: &Json<'_>, data: &Json<'_>) -> Option<String> {
    let metric = case.get("metric").unwrap().as_text().unwrap();
    let (input, expected) = (case.get("input").unwrap(), case.get("expected").unwrap());
    if let Some(word) = expected.as_text() {
        let found = word_of(metric, input);
        return (found != word).then(|| format!("{metric}: {found}, not {word}"));
    }
    let found = numbers(metric, input, data);
    let wanted = flat("", expected);
    assert_eq!(found.len(), wanted.len(), "{metric}");
    let differs = |((name, found), (key, wanted)): (&(&str, f64), &(String, f64))| {
        assert!(key.starts_with(name), "{metric}: {name} for {key}");
        // Twelve digits, where nothing is compared with zero.
        let same = (found - wanted).abs() <= 1e-12 * wanted.abs().max(1.0);
        (!same).then(|| format!("{metric}: {key} is {found}, not {wanted}"))
    };
    found.iter().zip(&wanted).find_map(differs)
}

fn word_of(metric: &str, input: &Json<'_>) -> &'static str {
    let reply = |key: &str| {
        let word = input.get(key).unwrap().as_text().unwrap();
        *KanoReply::ALL.iter().find(|reply| reply.as_str() == word).unwrap()
    };
    match metric {
        "nps.category" => nps::group(whole(input, "rating")).unwrap().as_str(),
        "kano.cell" => kano::category(reply("functional"), reply("dysfunctional")).letter(),
        other => panic!("{other} has no word"),
    }
}

/// The numbers of an answer, in the order in which the case has them.
fn numbers(metric: &str, input: &Json<'_>, data: &Json<'_>) -> Found {
    let get = |key: &str| number(input.get(key).unwrap());
    match metric {
        "nps.variance" => {
            vec![("nps", get("p") - get("d")), ("variance", nps::variance(get("p"), get("d")).unwrap())]
        }
        "nps" => {
            let found = nps::of_counts(&nps_counts(input), 0.95).unwrap();
            vec![
                ("nps", found.score),
                ("variance_per_response", found.variance),
                ("se", found.standard_error),
                ("moe95", found.margin),
            ]
        }
        "nps.adjusted_wald95" => {
            let found = nps::of_counts(&nps_counts(input), 0.95).unwrap().adjusted;
            vec![("adj_nps", found.score), ("low", found.low), ("high", found.high), ("moe", found.margin)]
        }
        "csat.top2box.wilson95" => {
            let counts = CsatCounts { top: whole(input, "top2"), answers: whole(input, "n") };
            let found = csat::of_counts(&counts, 0.95).unwrap();
            vec![("csat", found.score), ("low", found.low), ("high", found.high)]
        }
        "sus" => vec![("", sus::score(&wholes(input.get("items").unwrap())).unwrap())],
        "kano.better_worse" => {
            let (better, worse) = kano::better_worse(get("A"), get("O"), get("M"), get("I")).unwrap();
            vec![("better", better), ("worse", worse)]
        }
        "acsi.equal" => vec![("", index(input, &IndexShares::EQUAL))],
        "acsi.ohio" => {
            let w = reals(input.get("w").unwrap());
            vec![("", index(input, &IndexShares { satisfaction: w[0], expectation: w[1], ideal: w[2] }))]
        }
        "cronbach" => {
            let rows: Vec<Vec<f64>> = list(input.get("rows").unwrap()).iter().map(reals).collect();
            vec![("", likert::alpha(&rows, None).unwrap())]
        }
        "samplesize.cochran" => vec![("", sample::cochran(get("z"), get("p"), get("e")).unwrap())],
        "samplesize.fpc" => vec![("", corrected(input))],
        "poststrat" => post_stratified(input),
        "rwa.johnson" => relative(input, data),
        "shapley.lmg" => shapley(input, data),
        other => panic!("{other} is no metric"),
    }
}

fn nps_counts(input: &Json<'_>) -> NpsCounts {
    let [promoters, passives, detractors] = ["promoters", "passives", "detractors"].map(|key| whole(input, key));
    NpsCounts { promoters, passives, detractors }
}

fn index(input: &Json<'_>, shares: &IndexShares) -> f64 {
    let [satisfaction, expectation, ideal] = ["sat", "expect", "ideal"].map(|key| number(input.get(key).unwrap()));
    acsi::index(satisfaction, expectation, ideal, shares).unwrap()
}

fn corrected(input: &Json<'_>) -> f64 {
    let get = |key: &str| number(input.get(key).unwrap());
    let endless =
        input.get("n0").map_or_else(|| sample::cochran(get("z"), get("p"), get("e")).unwrap(), |size| number(size));
    match input.get("form").unwrap().as_text().unwrap() {
        "n0/(1+(n0-1)/N)" => sample::finite(endless, get("N")).unwrap(),
        "n0/(1+n0/N)" => sample::finite_simple(endless, get("N")).unwrap(),
        other => panic!("{other} is no form"),
    }
}

fn post_stratified(input: &Json<'_>) -> Found {
    let stratum = |json: &Json<'_>| WeightStratum {
        id: None,
        population: number(json.get("N").unwrap()),
        answers: whole(json, "n"),
        mean: json.get("mean").map(number),
    };
    let strata: Vec<WeightStratum> = list(input.get("strata").unwrap()).iter().map(stratum).collect();
    let found = weights::post_stratify(&strata).unwrap();
    let mut numbers = vec![("unweighted", found.unweighted.unwrap()), ("weighted", found.weighted.unwrap())];
    numbers.extend(found.strata.iter().map(|stratum| ("weights", stratum.weight)));
    numbers.push(("kish_deff", found.design_effect));
    numbers
}

fn driver_case(input: &Json<'_>, data: &Json<'_>) -> (Vec<f64>, Vec<Driver>) {
    let column = |name: &str| reals(data.get(name).unwrap());
    let driver = |name: &Json<'_>| {
        let id = name.as_text().unwrap();
        Driver { id: id.to_owned(), values: column(id) }
    };
    let outcome = column(input.get("y").unwrap().as_text().unwrap());
    (outcome, list(input.get("x").unwrap()).iter().map(driver).collect())
}

fn relative(input: &Json<'_>, data: &Json<'_>) -> Found {
    let (outcome, given) = driver_case(input, data);
    let found = drivers::drivers(&outcome, &given, None).unwrap();
    let mut numbers = vec![("rsq", found.r_squared)];
    numbers.extend(found.drivers.iter().map(|driver| ("raw", driver.relative_weight)));
    numbers.extend(found.drivers.iter().map(|driver| ("rescaled", driver.relative_percent)));
    numbers
}

fn shapley(input: &Json<'_>, data: &Json<'_>) -> Found {
    let (outcome, given) = driver_case(input, data);
    let found = drivers::drivers(&outcome, &given, None).unwrap();
    let mut numbers = vec![("rsq", found.r_squared)];
    numbers.extend(found.drivers.iter().map(|driver| ("lmg", driver.shapley.unwrap())));
    numbers
}

fn number(json: &Json<'_>) -> f64 {
    match json {
        Json::Number(text) => text.parse().unwrap(),
        _ => panic!("a number was expected"),
    }
}

fn reals(json: &Json<'_>) -> Vec<f64> {
    list(json).iter().map(number).collect()
}

fn wholes(json: &Json<'_>) -> Vec<i64> {
    reals(json).iter().map(|value| *value as i64).collect()
}

fn whole(json: &Json<'_>, key: &str) -> i64 {
    number(json.get(key).unwrap()) as i64
}

/// Every number of what is expected, with its key.
fn flat(key: &str, json: &Json<'_>) -> Vec<(String, f64)> {
    match json {
        Json::List(items) => items.iter().flat_map(|item| flat(key, item)).collect(),
        Json::Object(fields) => fields.iter().flat_map(|(key, value)| flat(key, value)).collect(),
        other => vec![(key.to_owned(), number(other))],
    }
}

/// What a document is answered with, or the code and the place of what is wrong.
fn asked(request: &str) -> String {
    answer_json(request).unwrap_or_else(|error| [error.code().as_str(), " at ", error.path()].concat())
}

#[test]
fn one_document_asks_for_many() {
    let answer = asked(
        r#"{
            "nps": { "counts": { "promoters": 250, "passives": 150, "detractors": 100 } },
            "csat": { "ratings": [5, 5, 4, 1] },
            "kano": [{ "id": "dark mode", "answers": [{ "functional": "like", "dysfunctional": "neutral" }] }],
            "sampleSize": { "margin": 0.05 },
            "csatAlert": { "threshold": 80, "days": [{ "day": "2026-11-21", "top": 10, "answers": 50 }] }
        }"#,
    );
    for part in [
        r#"{"nps":{"score":30,"promoters":50,"#,
        r#""csat":{"score":75,"low":30.06"#,
        r#""csatAlert":[{"day":"2026-11-21","state":"clearly-low","csat":{"score":20,"#,
        r#""kano":[{"id":"dark mode","category":"attractive","strength":100,"better":1,"worse":0,"#,
        r#""answers":385,"invitations":385}"#,
    ] {
        assert!(answer.contains(part), "no {part} in {answer}");
    }
    assert_eq!(asked("{}"), "{}");
}

#[test]
fn what_cannot_be_computed_is_refused_at_its_place() {
    for (request, refusal) in [
        (r#"{"nps":{"ratings":[]}}"#, "too-few at /nps/ratings"),
        (r#"{"nps":{"ratings":[10,11]}}"#, "range at /nps/ratings/1"),
        (r#"{"nps":{"ratings":[7.5]}}"#, "type at /nps/ratings/0"),
        (r#"{"nps":{}}"#, "combination at /nps"),
        (r#"{"nps":{"ratings":[1],"counts":{"promoters":1,"passives":0,"detractors":0}}}"#, "combination at /nps"),
        (r#"{"nps":{"counts":{"promoters":0,"passives":0,"detractors":0}}}"#, "too-few at /nps/counts"),
        (r#"{"nps":{"counts":{"promoters":-1,"passives":0,"detractors":0}}}"#, "range at /nps/counts/promoters"),
        (r#"{"nps":{"weights":[1],"counts":{"promoters":1,"passives":0,"detractors":0}}}"#, "combination at /nps"),
        (r#"{"nps":{"ratings":[1,2],"weights":[1]}}"#, "combination at /nps/weights"),
        (r#"{"nps":{"ratings":[1,2],"weights":[1,-1]}}"#, "range at /nps/weights/1"),
        (r#"{"nps":{"ratings":[1,2],"weights":[0,0]}}"#, "too-few at /nps/weights"),
        (r#"{"nps":{"ratings":[1],"weights":[1e999]}}"#, "not-finite at /nps/weights/0"),
        (r#"{"nps":{"ratings":[1],"confidence":1}}"#, "range at /nps/confidence"),
        (r#"{"npsBySegment":{"ratings":[1],"segments":[]}}"#, "combination at /npsBySegment/segments"),
        (r#"{"npsTrend":{"days":[]}}"#, "too-few at /npsTrend/days"),
        (
            r#"{"npsTrend":{"days":[{"day":"2026-01-01","promoters":-1,"passives":9,"detractors":0}]}}"#,
            "range at /npsTrend/days/0",
        ),
        (r#"{"csat":{"ratings":[0]}}"#, "range at /csat/ratings/0"),
        (r#"{"csat":{"ratings":[1],"points":2}}"#, "range at /csat/points"),
        (r#"{"csat":{"counts":{"top":2,"answers":1}}}"#, "range at /csat/counts/top"),
        (r#"{"csat":{"counts":{"top":0,"answers":0}}}"#, "too-few at /csat/counts/answers"),
        (r#"{"csatTrend":{"days":[{"day":"2026-01-01","top":2,"answers":1}]}}"#, "range at /csatTrend/days/0/top"),
        (
            r#"{"csatAlert":{"threshold":80,"days":[{"day":"2026-01-01","top":2,"answers":1}]}}"#,
            "range at /csatAlert/days/0/top",
        ),
        (r#"{"csatAlert":{"threshold":101,"days":[]}}"#, "range at /csatAlert/threshold"),
        (r#"{"ces":{"ratings":[8]}}"#, "range at /ces/ratings/0"),
        (r#"{"likert":{"rows":[[1,2]]}}"#, "too-few at /likert/rows"),
        (r#"{"likert":{"rows":[[1],[2]]}}"#, "too-few at /likert/rows/0"),
        (r#"{"likert":{"rows":[[1,2],[2]]}}"#, "too-few at /likert/rows/1"),
        (r#"{"likert":{"rows":[[1,2],[2,3,4]]}}"#, "combination at /likert/rows/1"),
        (r#"{"likert":{"rows":[[1,2],[1,6]]}}"#, "range at /likert/rows/1/1"),
        (r#"{"likert":{"rows":[[1,2],[1,2]]}}"#, "constant at /likert/rows"),
        (r#"{"likert":{"rows":[[1,2],[2,1]]}}"#, "constant at /likert/rows"),
        (r#"{"likert":{"rows":[[1,2],[2,2]],"reversed":[2]}}"#, "range at /likert/reversed/0"),
        (r#"{"likert":{"rows":[[1,2],[2,2]],"weights":[1,0]}}"#, "too-few at /likert/weights"),
        (r#"{"sus":{"rows":[[1,2]]}}"#, "too-few at /sus/rows/0"),
        (r#"{"sus":{"rows":[[1,1,1,1,1,1,1,1,1,1,1]]}}"#, "too-large at /sus/rows/0"),
        (r#"{"kano":[{"answers":[]}]}"#, "too-few at /kano/0/answers"),
        (
            r#"{"kano":[{"answers":[{"functional":"love","dysfunctional":"like"}]}]}"#,
            "choice at /kano/0/answers/0/functional",
        ),
        (r#"{"index":{"satisfaction":[1],"expectation":[1],"ideal":[]}}"#, "combination at /index/ideal"),
        (
            r#"{"index":{"satisfaction":[1],"expectation":[1],"ideal":[1],"shares":{"satisfaction":0,"expectation":0,"ideal":0}}}"#,
            "too-few at /index/shares",
        ),
        (r#"{"drivers":{"outcome":[1,2,3],"drivers":[]}}"#, "too-few at /drivers/drivers"),
        (r#"{"drivers":{"outcome":[1,2],"drivers":[{"id":"a","values":[1,2]}]}}"#, "too-few at /drivers/outcome"),
        (
            r#"{"drivers":{"outcome":[1,2,3],"drivers":[{"id":"a","values":[1,2]}]}}"#,
            "combination at /drivers/drivers/0/values",
        ),
        (
            r#"{"drivers":{"outcome":[1,2,3],"drivers":[{"id":"a","values":[0.1,0.1,0.1]}]}}"#,
            "constant at /drivers/drivers/0/values",
        ),
        (r#"{"drivers":{"outcome":[2,2,2],"drivers":[{"id":"a","values":[1,2,3]}]}}"#, "constant at /drivers/outcome"),
        (
            r#"{"drivers":{"outcome":[1,2,4,3],"drivers":[{"id":"a","values":[1,2,3,5]},{"id":"b","values":[2,4,6,10]}]}}"#,
            "collinear at /drivers/drivers",
        ),
        (r#"{"weights":[]}"#, "too-few at /weights"),
        (r#"{"weights":[{"population":0,"answers":1}]}"#, "range at /weights/0/population"),
        (r#"{"weights":[{"population":1,"answers":0}]}"#, "too-few at /weights/0/answers"),
        (
            r#"{"weights":[{"population":1,"answers":1},{"population":1,"answers":1,"mean":2}]}"#,
            "missing at /weights/0/mean",
        ),
        (r#"{"sampleSize":{"margin":0}}"#, "range at /sampleSize/margin"),
        (r#"{"sampleSize":{"margin":1e-300}}"#, "overflow at /sampleSize/margin"),
        (r#"{"sampleSize":{"margin":0.1,"share":0.5,"variance":1}}"#, "combination at /sampleSize"),
        (r#"{"sampleSize":{"margin":0.1,"population":0}}"#, "range at /sampleSize/population"),
        (r#"{"sampleSize":{"margin":0.1,"responseRate":0}}"#, "range at /sampleSize/responseRate"),
        (r#"{"margin":{"answers":11,"population":10}}"#, "range at /margin/answers"),
        (r#"{"strata":{"strata":[],"margin":0.1}}"#, "too-few at /strata/strata"),
        (r#"{"strata":{"strata":[{"id":"a","population":0}],"margin":0.1}}"#, "range at /strata/strata/0/population"),
        (r#"{"strata":{"strata":[{"id":"a","population":9}],"margin":1e-12}}"#, "overflow at /strata/margin"),
        (r#"{"nsp":{}}"#, "unknown-field at /nsp"),
    ] {
        assert_eq!(asked(request), refusal, "{request}");
    }
}

#[test]
fn what_would_take_too_long_is_refused() {
    let items = vec!["1"; 201].join(",");
    assert_eq!(asked(&format!(r#"{{"likert":{{"rows":[[{items}],[{items}]]}}}}"#)), "too-large at /likert/rows/0");
    let strata = vec![r#"{"id":"a","population":9}"#; 1001].join(",");
    assert_eq!(asked(&format!(r#"{{"strata":{{"margin":0.1,"strata":[{strata}]}}}}"#)), "too-large at /strata/strata");
    let drivers = vec![r#"{"id":"a","values":[]}"#; 65].join(",");
    let request = format!(r#"{{"drivers":{{"outcome":[],"drivers":[{drivers}]}}}}"#);
    assert_eq!(asked(&request), "too-large at /drivers/drivers");
}

/// With more drivers than Shapley values are computed for, relative weights are still there.
#[test]
fn many_drivers_have_relative_weights_alone() {
    let column =
        |seed: u64| -> Vec<f64> { (0..60_u64).map(|row| ((row * row * seed + row * 7) % 101) as f64).collect() };
    let driver = |seed: u64| Driver { id: seed.to_string(), values: column(seed) };
    let of = |count: u64| {
        let given: Vec<Driver> = (1..=count).map(driver).collect();
        drivers::drivers(&column(97), &given, None).unwrap()
    };
    assert!(of(16).drivers.iter().all(|driver| driver.shapley.is_some()));
    assert!(of(17).drivers.iter().all(|driver| driver.shapley.is_none() && driver.relative_weight >= 0.0));
}
