use super::{RatingRow, VehicleRatingsRow};
use crate::rows::Rows;
use domain::AnyEvent;
use domain::feedback::rating::RatingEvent;
use event_store::Recorded;

pub(super) fn fold(recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
    let AnyEvent::Rating(RatingEvent::RideRated { ride, stars, tags, comment, .. }) = event else { return };
    rows.put(RatingRow {
        rating_id: recorded.aggregate(),
        vehicle_id: ride.vehicle_id,
        licence_id: ride.licence_id,
        driver_id: ride.driver_id,
        stars: i16::from(*stars),
        tags: tags.clone(),
        comment: comment.clone(),
        rated_at: recorded.recorded_at,
    });
    let known = rows.get::<VehicleRatingsRow>(ride.vehicle_id);
    let before = known.unwrap_or(VehicleRatingsRow { vehicle_id: ride.vehicle_id, ratings: 0, stars: 0 });
    rows.put(VehicleRatingsRow { ratings: before.ratings + 1, stars: before.stars + i32::from(*stars), ..before });
}
