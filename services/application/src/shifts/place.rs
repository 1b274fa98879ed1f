//! Places on a coarse grid: nothing finer is ever kept.

/// So many cells to a degree: one is about half a kilometre.
pub const CELLS_PER_DEGREE: i32 = 200;

/// A cell of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Counted to the north from the equator.
    pub y: i32,
    /// Counted to the east from Greenwich.
    pub x: i32,
}

impl Cell {
    /// The cell of a place in degrees; none where there is no such place.
    pub fn of(latitude: f64, longitude: f64) -> Option<Self> {
        if !(-90.0..=90.0).contains(&latitude) || !(-180.0..=180.0).contains(&longitude) {
            return None;
        }
        let cell = |degrees: f64| (degrees * f64::from(CELLS_PER_DEGREE)).floor();
        // Within ±36,000, so nothing is cut off.
        Some(Self { y: cell(latitude) as i32, x: cell(longitude) as i32 })
    }

    /// Its middle, in degrees.
    pub fn middle(self) -> (f64, f64) {
        let degrees = |cell: i32| (f64::from(cell) + 0.5) / f64::from(CELLS_PER_DEGREE);
        (degrees(self.y), degrees(self.x))
    }
}

#[cfg(test)]
mod tests {
    use super::Cell;

    #[test]
    fn what_is_no_place_has_no_cell() {
        assert_eq!(Cell::of(36.2688, 50.0041), Some(Cell { y: 7253, x: 10000 }));
        for (latitude, longitude) in [(91.0, 0.0), (0.0, -180.1), (f64::NAN, 0.0), (f64::INFINITY, 0.0)] {
            assert_eq!(Cell::of(latitude, longitude), None);
        }
    }

    #[test]
    fn the_middle_of_a_cell_lies_in_it_and_near_to_every_place_of_it() {
        for step in 0..2_000_u16 {
            let (latitude, longitude) = (f64::from(step).mul_add(0.0893, -89.3), f64::from(step).mul_add(0.1787, -178.7));
            let cell = Cell::of(latitude, longitude).expect("a place");
            let (y, x) = cell.middle();
            assert_eq!(Cell::of(y, x), Some(cell));
            assert!((y - latitude).abs() <= 0.0026 && (x - longitude).abs() <= 0.0026, "{latitude}, {longitude}");
        }
    }
}
