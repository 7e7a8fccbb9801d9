//! Enumerations whose variants have names, each written once.

/// Declares an enumeration with the name of each variant. The names are kept as one text, which takes fewer bytes than a table
/// of texts, each of which has its address and length; so a name is looked for from the first on, and those that are asked for
/// most had better come first.
macro_rules! named {
    ($(#[$attribute:meta])* $scope:vis enum $name:ident { $($(#[$about:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$attribute])*
        $scope enum $name { $($(#[$about])* $variant,)+ }

        impl $name {
            /// Every one, in the order of their declaration.
            $scope const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The names of all, with a space behind each.
            const NAMES: &'static str = concat!($($word, " ",)+);

            /// The one of this name; case counts.
            #[must_use]
            $scope fn from_name(name: &str) -> Option<Self> {
                Self::ALL.get($crate::kernel::text::place_of(name, Self::NAMES)?).copied()
            }

            /// Its name.
            #[must_use]
            $scope fn as_str(self) -> &'static str {
                $crate::kernel::text::word_at(Self::NAMES, self as usize)
            }
        }
    };
}

pub(crate) use named;
