#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| patronage_cases::sessions::answers(text));
