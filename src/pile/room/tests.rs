use proptest::prelude::*;

use super::*;

#[test]
fn room_that_was_given_back_is_taken_first() {
    let mut room = Room::default();
    let [first, second, third] = [10, 20, 5].map(|length| room.take(length));
    assert_eq!([&first, &second, &third], [&(0..10), &(10..30), &(30..35)]);
    room.give_back(first);
    room.give_back(second);
    // Two gaps that touch are one.
    assert_eq!(room.take(25), 0..25);
    assert_eq!(room.take(5), 25..30);
    room.give_back(third);
    assert_eq!(room.take(1), 30..31);
}

#[test]
fn the_smallest_gap_that_holds_it_is_taken() {
    let mut room = Room::default();
    let all = [30, 1, 8, 1, 12, 1].map(|length| room.take(length));
    all.into_iter().step_by(2).for_each(|range| room.give_back(range));
    assert_eq!([room.take(9), room.take(8), room.take(9)], [40..49, 31..39, 0..9]);
}

proptest! {
    #[test]
    fn what_is_taken_never_overlaps_and_all_can_be_given_back(
        steps in prop::collection::vec((any::<bool>(), 0_u64..40, any::<prop::sample::Index>()), 1..80)
    ) {
        let (mut room, mut taken) = (Room::default(), Vec::<Range<u64>>::new());
        for (takes, length, which) in steps {
            match takes || taken.is_empty() {
                true => {
                    let new = room.take(length);
                    prop_assert_eq!(new.end - new.start, length);
                    let meets = |old: &Range<u64>| old.start < new.end && new.start < old.end;
                    prop_assert!(length == 0 || !taken.iter().any(meets));
                    prop_assert!(new.end <= room.end);
                    taken.push(new);
                }
                false => room.give_back(taken.swap_remove(which.index(taken.len()))),
            }
        }
        taken.into_iter().for_each(|range| room.give_back(range));
        prop_assert_eq!((room.end, room.gaps.len(), room.by_length.len()), (0, 0, 0));
    }
}
