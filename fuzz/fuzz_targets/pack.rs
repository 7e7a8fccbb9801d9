#![no_main]

libfuzzer_sys::fuzz_target!(|parts: (u8, Vec<u8>, Vec<u8>, Vec<u8>)| {
    let (items, index, chunk, codes) = parts;
    match items {
        0 => patronage_cases::packs::open(&chunk),
        1 => patronage_cases::packs::head(&chunk),
        _ => _ = patronage_cases::packs::chunks(items, &index, &chunk, &codes),
    }
});
