package dev.pointsman.replay.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Groups in the order of their first rows, as many as are good for a bootstrap and never more: when there are too many,
 * neighbours become one and groups are twice as long from then on. So groups grow with the log, and what depends on what
 * came shortly before it falls into the same group.
 *
 * @param <G> the type of the groups
 */
final class GroupSequence<G extends RowGroup<G>> {
    static final int MOST = 64;

    private static final int SHORTEST = 16;

    private final Supplier<G> empty;
    private final List<G> groups = new ArrayList<>(MOST);
    private G current;
    private long length = SHORTEST;
    private int halvings;

    GroupSequence(Supplier<G> empty) {
        this.empty = empty;
        this.current = empty.get();
    }

    /** Returns the group of the next new row. */
    G next() {
        if (current.rows() >= length) {
            groups.add(current);
            current = empty.get();
            if (groups.size() == MOST) {
                halve();
            }
        }
        return current;
    }

    private void halve() {
        List<G> pairs = new ArrayList<>(MOST);
        for (int i = 0; i < MOST; i += 2) {
            G pair = groups.get(i);
            pair.merge(groups.get(i + 1));
            pairs.add(pair);
        }
        groups.clear();
        groups.addAll(pairs);
        long rows = groups.stream().mapToLong(RowGroup::rows).sum();
        length = Math.max(2 * length, rows / groups.size()); // rows of sessions have come after their group was full
        halvings++;
    }

    /** Returns a number of the group of the last new row, by which {@link #at} finds it later. */
    Place place() {
        return new Place(groups.size(), halvings);
    }

    /** Returns the group that has the rows of an earlier one. */
    G at(Place place) {
        int index = place.index >> (halvings - place.halvings);
        return index < groups.size() ? groups.get(index) : current;
    }

    /** Returns all groups; the last may be shorter than the others. */
    List<G> all() {
        List<G> all = new ArrayList<>(groups);
        if (current.rows() > 0) {
            all.add(current);
        }
        return all;
    }

    /** Place of a group after some halvings. */
    record Place(int index, int halvings) {}
}
