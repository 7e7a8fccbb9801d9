//! How measurements stand in documents: as plain numbers, for they are never money.

use super::number::{read as read_number, write as write_number};
use crate::kernel::json::Reader;
use crate::kernel::money::MAX_SAFE;
use crate::kernel::record::{Read, Scale, Write, integer};
use crate::kernel::{Code, Error, Result};

impl<'r> Read<'r> for f64 {
    fn blank() -> Self {
        0.0
    }

    fn read(&mut self, reader: &mut Reader<'r>, _: Scale) -> Result<()> {
        let value = read_number(reader.number("number")?);
        *self = if value.is_finite() { value } else { return Err(Error::new(Code::NotFinite)) };
        Ok(())
    }
}

impl Write for f64 {
    fn write(&self, out: &mut String) {
        write_number(*self, out);
    }
}

impl<'r> Read<'r> for i64 {
    fn blank() -> Self {
        0
    }

    fn read(&mut self, reader: &mut Reader<'r>, _: Scale) -> Result<()> {
        *self = integer(reader, -MAX_SAFE, MAX_SAFE)?;
        Ok(())
    }
}

#[cfg(feature = "shape")]
mod describe {
    use crate::kernel::money::MAX_SAFE;
    use crate::kernel::shape::{Describe, Shape};

    impl Describe for f64 {
        fn shape() -> Shape {
            Shape::Number
        }
    }

    impl Describe for i64 {
        fn shape() -> Shape {
            Shape::Integer { min: -MAX_SAFE, max: MAX_SAFE }
        }
    }
}
